import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Field } from '../../forms/field';
import { Form } from '../../forms/form';
import { Refusal } from '../../forms/refusal';
import { Submission } from '../../forms/submission';
import { Api } from '../../http/api';
import { Account } from '../account';
import { faultsOfFailure } from '../faults';
import type { Me } from '@numera/contracts';
import { QrCode } from './qr-code';
import { RecoveryCodes } from './recovery-codes';

interface Enrolment {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

/** Turning the second factor on (password, picture, code, recovery codes), off, and new recovery codes. */
@Component({
  selector: 'numera-second-factor-settings',
  imports: [TranslocoDirective, MatButton, Field, Form, Refusal, QrCode, RecoveryCodes],
  templateUrl: './second-factor-settings.html',
  styleUrl: './second-factor-settings.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondFactorSettings {
  private readonly api = inject(Api);
  private readonly account = inject(Account);
  readonly user = input.required<Me['user']>();
  protected readonly form = new Submission(faultsOfFailure);
  protected readonly password = signal('');
  protected readonly code = signal('');
  /** While the authenticator is being set up. */
  protected readonly enrolment = signal<Enrolment | null>(null);
  /** Shown once. */
  protected readonly codes = signal<readonly string[]>([]);
  /** The key in the picture, in groups that can be read out. */
  protected readonly secret = computed(() => {
    const uri = this.enrolment()?.totpURI;
    const secret = uri === undefined ? '' : (new URL(uri).searchParams.get('secret') ?? '');
    return secret.replace(/(.{4})(?=.)/g, '$1 ');
  });

  protected async begin(): Promise<void> {
    await this.withPassword(async (password) => {
      this.codes.set([]);
      this.enrolment.set(await this.api.post<Enrolment>('/api/auth/two-factor/enable', password));
    });
  }

  protected async verify(): Promise<void> {
    const code = this.code().replace(/\s/g, '');
    const isOn = await this.form.send(
      async () => {
        await this.api.post('/api/auth/two-factor/verify-totp', { code });
        await this.account.refresh();
      },
      /^\d{6}$/.test(code) ? {} : { code: 'form.fault.code' },
    );
    if (!isOn) return;
    this.codes.set(this.enrolment()?.backupCodes ?? []);
    this.leave();
  }

  protected async renew(): Promise<void> {
    await this.withPassword(async (password) => {
      const { backupCodes } = await this.api.post<Pick<Enrolment, 'backupCodes'>>('/api/auth/two-factor/generate-backup-codes', password);
      this.codes.set(backupCodes);
    });
  }

  protected async turnOff(): Promise<void> {
    await this.withPassword(async (password) => {
      await this.api.post('/api/auth/two-factor/disable', password);
      await this.account.refresh();
      this.codes.set([]);
    });
  }

  protected leave(): void {
    this.enrolment.set(null);
    this.code.set('');
  }

  /** The password is asked for each time: whoever finds a signed-in browser must not change how one signs in. */
  private async withPassword(work: (body: { password: string }) => Promise<void>): Promise<void> {
    const password = this.password();
    const isDone = await this.form.send(() => work({ password }), password ? {} : { currentPassword: 'form.fault.required' });
    if (isDone) this.password.set('');
  }
}
