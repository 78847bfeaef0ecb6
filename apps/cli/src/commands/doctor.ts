import { resolve } from 'node:path';
import type { Command } from '../command';
import { enginesSection } from '../doctor/engines';
import { isHealthy, linesOf } from '../doctor/finding';
import type { Section } from '../doctor/finding';
import { machineSection } from '../doctor/machine';
import { modelIn, partsSection } from '../doctor/parts';
import { PRODUCT } from '../model';
import { parseOptions } from '../options';

const help = `Usage: numera doctor [--json]

Says what this machine has for Numera: Node, cores, memory and room; which engines and devices work and why not the
others; the models, the image formats and the MNIST data. Exit code 0 when all that Numera needs is there, else 1.

  --json   one line of JSON: {ok, sections: [{title, findings: [{name, state, isNeeded, detail, remedy?}]}]}`;

export const doctor: Command = {
  help,
  async run(args, { out, config, folder }) {
    const { values } = parseOptions(args, { json: { type: 'boolean' } });
    const model = await modelIn(resolve(PRODUCT, config.NUMERA_MODEL));
    const sections: Section[] = [
      await machineSection(config, resolve(PRODUCT, config.NUMERA_DATA)),
      await enginesSection(model.files, config),
      await partsSection(model.finding, config, folder),
    ];
    const isOk = isHealthy(sections);
    out.write(values.json ? `${JSON.stringify({ ok: isOk, sections })}\n` : `${linesOf(sections).join('\n')}\n`);
    return isOk ? 0 : 1;
  },
};
