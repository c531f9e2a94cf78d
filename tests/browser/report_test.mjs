// The HTML report in a browser: node report_test.mjs GOUJI SOURCE_FOLDER CHROMIUM
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [gouji, source, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "gouji-browser-"));
const plans = ["haishu", "wenzhou", "chongqing", "xiamen", "huaiyin"];

function report(name, paths, ...more) {
  const file = join(folder, `${name}.html`);
  const run = spawnSync(gouji, ["audit", ...paths, "--fail-on", "never", "--as-of", "2026-01-01", "--format", `html=${file}`, ...more], { cwd: source, encoding: "utf8" });
  // 1: a plan file has mistakes; the report says so.
  assert.ok(run.status === 0 || run.status === 1, `${run.status}: ${run.stderr}`);
  return file;
}

const hostileName = `=1+1 <script>alert(1)</script> <img src=x onerror=alert(2)> " onload='alert(3)' ]]> &lt; \u202Eabc`;
function hostilePlan() {
  const file = join(folder, "hostile.plan");
  const name = JSON.stringify(hostileName.replaceAll('"', "”"));
  const lines = [
    `plan 甲 "<script>alert(0)</script>" {`, `    issuer "甲市"`, `    period 2023..2025`, `    org 局 "<b>局</b>"`,
    `    indicator 企业 ${name} 家 {`, `        milestone 2023 10家 @3`, `        milestone 2024 10家 @3`, `        milestone 2025 10家 @5`, `        target    2025 = 90家 @9`, `    }`,
    `    section 一 "</svg><script>alert(4)</script>" {`, `        task 1 ${name} {`, `            units *局`, `            supports 企业`, `        }`,
    `        task 2 "乙" {`, `            units *局`, `            after 1`, `        }`, `    }`,
    `    indicater 坏 家`, `}`,
  ];
  writeFileSync(file, lines.join("\n") + "\n");
  return file;
}

let browser;
async function open(file, hash = "", viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ viewport, colorScheme: "light" });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(message.text()); });
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("dialog", (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith("file:") || request.resourceType() !== "document") wrong.push(`request: ${request.url()}`); });
  await page.goto(pathToFileURL(file) + hash);
  return { page, close: async () => { assert.deepEqual(wrong, []); await context.close(); } };
}

async function accessible(page, what, { unfold = false, within = "html", rules = {} } = {}) {
  // The page forbids scripts that are not its own; this one comes from outside of it.
  await page.evaluate(axe);
  if (unfold) await page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
  const { violations } = await page.evaluate(([place, set]) => window.axe.run(place, { resultTypes: ["violations"], rules: set }), [within, rules]);
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " — " + (n.failureSummary ?? "")).join(" | ")}`), [], `axe: ${what}`);
}

const shown = (page) => page.locator(".finding:visible").count();
const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));

const steps = {
  async "every plan: no violation, nothing wider than the page, prints"() {
    await Promise.all(plans.map(async (plan) => {
      const { page, close } = await open(report(plan, [`plans/${plan}.plan`]));
      await accessible(page, plan, {
        unfold: plan === "xiamen",
        // The colours are those of the other plans, and looking at each of the longest one's texts takes half a minute.
        rules: plan === "wenzhou" ? { "color-contrast": { enabled: false } } : {},
      });
      await page.setViewportSize({ width: 390, height: 844 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${plan} is ${over} px wider than a telephone`);
      if (plan === "huaiyin") await accessible(page, "on a telephone", { unfold: true });
      const headings = await page.$$eval("main :is(h1,h2,h3,h4,h5,h6)", (all) => all.map((h) => Number(h.tagName[1])));
      headings.forEach((level, i) => assert.ok(i === 0 || level <= headings[i - 1] + 1, `${plan}: heading ${i} skips a level`));
      const empty = await page.$$eval("main section, main ul, main tbody, main figure", (all) => all.filter((e) => e.textContent.trim() === "").length);
      assert.equal(empty, 0, `${plan}: something is empty`);
      await close();
    }));
    const { page, close } = await open(join(folder, "huaiyin.html"));
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    assert.ok(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 20000);
    await close();
  },

  async "filters and address"() {
    const file = report("all", ["plans"]);
    let { page, close } = await open(file);
    const all = await shown(page);
    assert.ok(all > 20);
    await page.getByRole("group", { name: "级别" }).getByRole("checkbox").first().check();
    const some = await shown(page);
    assert.ok(some > 0 && some < all);
    const severity = await page.locator("#filters fieldset input:checked").getAttribute("value");
    assert.equal(await hash(page), `#?severity=${severity}`);
    assert.equal(await page.locator(`.finding:visible:not([data-severity=${severity}])`).count(), 0);
    assert.match(await page.locator("#count").textContent(), new RegExp(`显示 ${some} 个，共 ${all} 个`));
    await page.locator("#filters fieldset[data-key=plan] input").nth(1).check();
    const fewer = await shown(page);
    assert.ok(fewer <= some);
    const address = page.url();
    // The address brings the same filters back.
    await close();
    ({ page, close } = await open(file, new URL(address).hash));
    assert.equal(await shown(page), fewer);
    assert.equal(await page.locator("#filters input:checked").count(), 2);
    await page.getByRole("button", { name: "清除筛选" }).click();
    assert.equal(await shown(page), all);
    assert.equal(await hash(page), "");
    // Search.
    await page.getByLabel("全文检索").fill("牵头");
    await page.waitForFunction(() => location.hash.startsWith("#?q="));
    const found = await shown(page);
    assert.ok(found > 0 && found < all);
    for (const text of await page.locator(".finding:visible").allTextContents()) assert.ok(text.includes("牵头"));
    await page.getByLabel("全文检索").fill("没有这样的字句");
    await page.locator("#nothing").waitFor();
    assert.equal(await shown(page), 0);
    await page.getByLabel("全文检索").fill("");
    await page.waitForFunction(() => location.hash === "");
    // By unit.
    const unit = await page.locator("#unit option").nth(1).getAttribute("value");
    await page.locator("#unit").selectOption(unit);
    assert.ok((await shown(page)) > 0 && (await shown(page)) < all);
    assert.equal(await hash(page), `#?unit=${unit}`);
    await close();
  },

  async "several plans in one file: no violation"() {
    const { page, close } = await open(report("two", ["plans/chongqing.plan", "plans/huaiyin.plan"]));
    await accessible(page, "two plans");
    await close();
  },

  async "links of findings"() {
    const file = join(folder, "two.html");
    const { page, close } = await open(file);
    const third = page.locator(".finding").nth(2);
    const id = await third.getAttribute("id");
    await third.locator(".anchor").click();
    assert.equal(await hash(page), `#${id}`);
    assert.ok(await third.evaluate((e) => e.classList.contains("target") && document.activeElement === e));
    // Everything that is linked is there, and ids are not used twice.
    const dead = await page.$$eval("a[href^='#']", (all) => all.map((a) => a.getAttribute("href").slice(1)).filter((to) => !document.getElementById(to)));
    assert.deepEqual(dead, []);
    const twice = await page.$$eval("[id]", (all) => all.map((e) => e.id).filter((v, i, list) => list.indexOf(v) !== i));
    assert.deepEqual(twice, []);
    await close();
    // An address of a finding shows it even if filters of the address would hide it.
    const severity = (await open(file)).page;
    const other = await severity.locator(".finding").last().getAttribute("id");
    await severity.context().close();
    const again = await open(file, `#${other}?severity=error`);
    assert.ok(await again.page.locator(`[id="${other}"]`).isVisible());
    await again.close();
  },

  async "languages"() {
    const { page, close } = await open(join(folder, "huaiyin.html"));
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
    assert.ok(await page.getByRole("heading", { name: "审计结论" }).isVisible());
    await page.getByRole("button", { name: "English" }).click();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.ok(await page.getByRole("heading", { name: "Verdict" }).isVisible());
    assert.equal(await page.getByRole("heading", { name: "审计结论" }).count(), 0);
    assert.equal(await hash(page), "#?lang=en");
    await accessible(page, "English");
    await page.getByRole("button", { name: "中文" }).click();
    assert.equal(await hash(page), "");
    await close();
    const english = await open(report("english", ["plans/huaiyin.plan"], "--lang", "en"));
    assert.ok(await english.page.getByRole("heading", { name: "Findings" }).isVisible());
    await english.close();
  },

  async "the picture of dependencies"() {
    const { page, close } = await open(join(folder, "haishu.html"));
    const graph = page.locator(".graph").first();
    const box = () => graph.locator("svg").getAttribute("viewBox");
    const before = await box();
    await graph.getByRole("button", { name: "放大" }).click();
    const nearer = await box();
    assert.ok(Number(nearer.split(" ")[2]) < Number(before.split(" ")[2]));
    await graph.locator(".canvas").focus();
    await page.keyboard.press("ArrowDown");
    assert.ok(Number((await box()).split(" ")[1]) > Number(nearer.split(" ")[1]));
    await page.keyboard.press("0");
    assert.ok((await box()).startsWith("0 0 "));
    // Search picks a node and says what it is tied to.
    await graph.getByLabel("在图中查找").fill("專利");
    assert.match(await graph.locator("output").textContent(), /第 1 个，共 \d+ 个/);
    assert.equal(await graph.locator(".node.chosen").count(), 1);
    assert.ok(await graph.locator(".about").isVisible());
    const first = await graph.locator(".node.chosen").getAttribute("data-node");
    await page.keyboard.press("Enter");
    assert.notEqual(await graph.locator(".node.chosen").getAttribute("data-node"), first);
    await page.keyboard.press("Escape");
    assert.equal(await graph.locator(".node.chosen").count(), 0);
    // A click does, too, and marks what the node touches.
    const tied = await graph.locator(".edge").first().getAttribute("data-from");
    await graph.getByRole("button", { name: "全图" }).click();
    await graph.locator(`.node[data-node="${tied}"]`).click();
    assert.equal(await graph.locator(".node.chosen").count(), 1);
    assert.ok((await graph.locator(".edge.near").count()) > 0 && (await graph.locator(".node.near").count()) > 1);
    await accessible(page, "a node picked", { within: ".graph" });
    await close();
  },

  async "keyboard"() {
    const { page, close } = await open(join(folder, "haishu.html"));
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const reached = new Set();
    for (let i = 0; i < 80; ++i) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName));
    }
    for (const wanted of ["zh", "en", "print", "q", "anchor"]) assert.ok(reached.has(wanted), `${wanted} is reached by Tab: ${[...reached]}`);
    await page.locator("#filters input[type=checkbox]").first().focus();
    await page.keyboard.press("Space");
    assert.match(await hash(page), /severity=/);
    await close();
  },

  async "nothing a plan says runs"() {
    const { page, close } = await open(report("hostile", [hostilePlan()]));
    assert.equal(await page.locator("h1").textContent(), "<script>alert(0)</script>");
    assert.equal(await page.locator("script").count(), 1);
    assert.equal(await page.locator("img, iframe, object, embed, link").count(), 0);
    assert.ok((await page.locator("main").textContent()).includes("<script>alert(1)</script> <img src=x onerror=alert(2)>"));
    assert.ok(!(await page.content()).includes("\u202E"));
    assert.ok((await page.locator(".finding[data-family=language]").count()) > 0);
    await page.locator(".graph").getByLabel("在图中查找").fill("script");
    assert.equal(await page.locator("script").count(), 1);
    await accessible(page, "hostile", { unfold: true });
    await close();
    // A script that were in the page nevertheless does not run.
    const file = join(folder, "hostile.html");
    writeFileSync(file, readFileSync(file, "utf8").replace("<main", "<script>document.title='ran'</script><img src='https://example.invalid/x.png'><main"));
    const context = await browser.newContext();
    const injected = await context.newPage();
    const requests = [];
    injected.on("requestfinished", (request) => requests.push(request.url()));
    await injected.goto(pathToFileURL(file).href);
    assert.notEqual(await injected.title(), "ran");
    assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), []);
    await context.close();
  },
};

const started = Date.now();
let failed = 0;
try {
  browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  for (const [name, step] of Object.entries(steps)) {
    const begun = Date.now();
    try {
      await step();
      console.log(`ok    ${name} (${Date.now() - begun} ms)`);
    } catch (error) {
      ++failed;
      console.log(`FAILS ${name}\n${error.stack ?? error}`);
    }
  }
} finally {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${Object.keys(steps).length - failed} of ${Object.keys(steps).length} steps in ${Date.now() - started} ms`);
process.exit(failed === 0 ? 0 : 1);
