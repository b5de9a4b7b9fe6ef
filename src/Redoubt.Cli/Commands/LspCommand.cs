using System.CommandLine;
using Redoubt.Editor;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt lsp</c>: the language server, which an editor starts.</summary>
internal static class LspCommand
{
    public static Command Create()
    {
        var stdio = new Option<bool>("--stdio") { Description = "By standard input and output, as some clients want it said; there is no other way." };
        var command = new Command("lsp", "The language server for editors, by standard input and output: findings while you type, why, and fixes.") { stdio };
        command.SetAction(_ =>
        {
            using var input = Console.OpenStandardInput();
            using var output = Console.OpenStandardOutput();
            return new LanguageServer(input, output, ProgramVersion.Text).Run();
        });
        return command;
    }
}
