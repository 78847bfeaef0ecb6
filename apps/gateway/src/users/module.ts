import { Module } from '@nestjs/common';
import { PrivacyModule } from '../privacy/module';
import { UserController } from './controller';
import { PasswordResets } from './password-resets';
import { Users } from './service';

@Module({ imports: [PrivacyModule], controllers: [UserController], providers: [Users, PasswordResets] })
export class UsersModule {}
