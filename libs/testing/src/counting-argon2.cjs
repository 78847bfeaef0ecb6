// Loaded before a program (`--require`): says in its output each time a password is hashed or checked.
const argon2 = require('@node-rs/argon2');

for (const name of ['hash', 'verify']) {
  const original = argon2[name];
  argon2[name] = (...given) => {
    process.stdout.write('argon2 ran\n');
    return original(...given);
  };
}
