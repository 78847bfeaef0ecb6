import { Global, Module } from '@nestjs/common';
import { Mail } from './mail';
import { MailRepository } from './repository';
import { MailSender } from './sender';

@Global()
@Module({ providers: [Mail, MailSender, MailRepository], exports: [Mail, MailSender] })
export class MailModule {}
