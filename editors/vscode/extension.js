// Starts the language server and hands it what the editor shows; all that is known of manifests is in the program.
const { commands, window, workspace } = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

let client;

async function start() {
  const command = workspace.getConfiguration('redoubt').get('path');
  const watched = workspace.createFileSystemWatcher('**/{*.yaml,*.yml,*.json,CODEOWNERS}');
  client = new LanguageClient(
    'redoubt',
    'Redoubt',
    { command, args: ['lsp'], transport: TransportKind.stdio },
    { documentSelector: [{ scheme: 'file', language: 'yaml' }, { scheme: 'file', language: 'json' }], synchronize: { fileEvents: watched } },
  );
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`Redoubt: ${command} does not start: ${error.message}. Set redoubt.path in your own settings.`);
  }
}

exports.activate = async (context) => {
  context.subscriptions.push(commands.registerCommand('redoubt.restart', async () => {
    await client?.stop();
    await start();
  }));
  await start();
};

exports.deactivate = () => client?.stop();
