// Drives Firefox: reads a page and what to do on it from stdin, writes what came of it to stdout.
import puppeteer from "puppeteer-core";

let input = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) input += chunk;
const { firefox, url, runs } = JSON.parse(input);

/** Find the element of a path, once a frame has shown what came before: of each selector, one place. */
function at(page, path) {
    const find = async (steps) => {
        await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
        return steps.reduce((within, [each, place]) => within.querySelectorAll(each)[place], document);
    };
    return page.evaluateHandle(find, path);
}

const HANDS = {
    async press(page, path, way) {
        const control = await at(page, path);
        if (way === "mouse") return control.click();
        await control.focus();
        await page.keyboard.press(" ");
    },
    async write(page, path, _way, text) {
        await (await at(page, path)).focus();
        await page.keyboard.type(text);
    },
    async choose(page, path, _way, text) {
        const box = await at(page, path);
        const value = await box.evaluate(
            (list, label) => [...list.options].find((o) => o.label === label || o.value === label).value,
            text,
        );
        await box.select(value);
    },
};

const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: firefox,
    headless: true,
});
const results = [];
for (const { way, steps } of runs) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const trouble = [];
    page.on("console", (message) => trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(String(error)));
    await page.goto(url);
    await page.waitForSelector("html.ready");
    for (const [step, path, text] of steps) await HANDS[step](page, path, way, text);
    const texts = (selector) => page.$$eval(selector, (all) => all.map((e) => e.innerText));
    const kept = await page.evaluate("Object.keys(localStorage).length");
    results.push({ trouble, kept, score: await texts("#score"), verdicts: await texts(".verdict") });
    await context.close();
}
await browser.close();
process.stdout.write(JSON.stringify(results));
