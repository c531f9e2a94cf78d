// Pictures of the HTML report: node gallery.mjs FOLDER_OF_REPORTS FOLDER_OF_PICTURES CHROMIUM; see tools/gallery.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [reports, pictures, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

async function picture(name, report, place, { width = 1200, height = 800, before = async () => {} } = {}) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(pathToFileURL(join(reports, `${report}.html`)).href + place);
  await before(page);
  await page.waitForTimeout(200);
  await page.screenshot({ path: join(pictures, `html-${name}.png`) });
  await page.close();
}

await picture("cover", "haishu", "");
await picture("findings", "wenzhou", "#errors");
await picture("matrix", "haishu", "#matrix-1");
await picture("courses", "haishu", "#courses-1");
await picture("graph", "haishu", "#graph-1", { height: 900, before: (page) => page.locator(".graph input").fill("質押") });
await picture("narrow", "all", "#findings", { width: 390, height: 844 });
await browser.close();
