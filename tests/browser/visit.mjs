// One visit of one test: a fresh profile, one page, and a record of what the page should never do.

export class Visit {
  /** Opens an empty page. `options.allow` holds patterns of console errors that the test provokes on purpose. */
  static async begin(browser, origin, firstView, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options.context });
    const page = await context.newPage();
    return new Visit(context, page, origin, firstView, options.allow ?? []);
  }

  constructor(context, page, origin, firstView, allow) {
    Object.assign(this, { context, page, origin, firstView, allow, errors: [], strangers: [], requested: [] });
    context.on('request', (request) => this.#note(request.url()));
    context.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(`console error: ${message.text()}`);
    });
    context.on('weberror', (error) => this.errors.push(`uncaught: ${error.error().stack ?? error.error()}`));
    page.on('websocket', (socket) => this.#note(socket.url().replace(/^ws/, 'http')));
    page.on('crash', () => this.errors.push('the page crashed'));
  }

  /** Loads the page, with a query and a fragment if wanted, and waits until the lab runs. */
  async open(address = '') {
    await this.page.goto(new URL(address, `${this.origin}/`).href);
    await this.ready();
  }

  /** Waits until the page says that the lab runs. */
  async ready() {
    await this.page.locator('[data-ready="true"]').waitFor({ state: 'attached', timeout: 20_000 });
  }

  /** Waits until the page has asked for nothing new for half a second. */
  async settle() {
    for (let before = -1; before !== this.requested.length; ) {
      before = this.requested.length;
      await this.page.waitForTimeout(500);
    }
  }

  /** Returns what went wrong during the visit, whatever the test looked at. */
  problems() {
    const errors = this.errors.filter((error) => !this.allow.some((pattern) => pattern.test(error)));
    return [...errors, ...this.strangers.map((url) => `a request left the origin: ${url}`)];
  }

  async end() {
    await this.context.close();
  }

  #note(address) {
    const url = new URL(address);
    if (url.protocol === 'data:' || url.protocol === 'blob:') return;
    if (url.origin !== this.origin) this.strangers.push(address);
    else this.requested.push(decodeURIComponent(url.pathname).slice(1) || 'index.html');
  }
}
