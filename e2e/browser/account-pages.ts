import type { Page } from 'playwright-core';

export interface Person {
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** What a visitor does on the pages around an account. */
export class AccountPages {
  constructor(readonly page: Page) {}

  /** Writes who it is where an account is made. */
  async introduce({ name, username, email, password }: Person): Promise<void> {
    const { page } = this;
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('The same again').fill(password);
  }

  async signUp(person: Person): Promise<void> {
    const { page } = this;
    await this.introduce(person);
    await page.getByRole('button', { name: 'Make my account' }).click();
    await page.getByRole('heading', { level: 1, name: 'Confirm your address' }).waitFor();
  }

  /** Fills in the sign-in page and sends it. */
  async signIn(identifier: string, password: string): Promise<void> {
    const { page } = this;
    await page.getByLabel('E-mail address or user name').fill(identifier);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** The button that opens the menu, which only a signed-in person has. */
  menu(name: string) {
    return this.page.getByRole('button', { name: `Account of ${name}` });
  }

  /** What the menu offers, once it is open. */
  async openMenu(name: string) {
    await this.menu(name).click();
    return this.page.getByRole('menu');
  }

  /** A part of the profile page, by its heading. */
  section(heading: string) {
    return this.page.getByRole('region', { name: heading, exact: true });
  }
}
