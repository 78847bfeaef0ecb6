import { Global, Module } from '@nestjs/common';
import { MailController } from './controller';
import { Mail } from './mail';
import { MailRepository } from './repository';
import { MailSender } from './sender';
import { MailService } from './service';

@Global()
@Module({ controllers: [MailController], providers: [Mail, MailSender, MailService, MailRepository], exports: [Mail, MailSender] })
export class MailModule {}
