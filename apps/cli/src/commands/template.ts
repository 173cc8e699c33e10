import { writeFileSync } from 'node:fs';
import { Argument, Command, Option } from 'commander';
import { letGoWhenStopped } from '../let-go-when-stopped.ts';
import { outputOf } from '../output.ts';
import { asLogin } from '../words.ts';
import { theServer } from '../the-server.ts';
import { configOf, withData, type Common } from '../settings.ts';

const folder = './data/instance';

interface TemplateOptions extends Common {
  readonly as: string;
  readonly output?: string;
  readonly language: 'zh' | 'en';
}

export function templateCommand(): Command {
  const command = new Command('template')
    .description('write an empty workbook to fill in, with this instance’s lists to choose from')
    .addArgument(new Argument('<what>', 'what it is to list').choices(['organisations', 'members']))
    .requiredOption('--as <login>', 'in whose name, and with whose rights', asLogin)
    .option('-o, --output <file>', 'file to write (else a name of its own, here)')
    .addOption(new Option('--language <language>', 'of headers and lists').choices(['zh', 'en']).default('zh'));
  return withData(command, folder).action(async (what: 'organisations' | 'members', options: TemplateOptions) => {
    const output = outputOf(options);
    const { findInstallation, templateFile } = await theServer();
    const installation = await letGoWhenStopped(output, findInstallation(await configOf(options, folder), output.say));
    try {
      const made = await templateFile(installation, { what, login: options.as, language: options.language });
      const file = options.output ?? made.fileName;
      writeFileSync(file, Buffer.from(made.xlsx, 'base64'));
      output.result({ file }, [`Written to ${file}`]);
    } finally {
      await installation.close();
    }
  });
}
