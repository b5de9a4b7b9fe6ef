using System.CommandLine;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt controls</c>: look at the catalogue, test it, add to it, hand it on.</summary>
internal static class ControlsCommand
{
    public static Command Create() => new("controls", "List, show, test, start and export controls.")
    {
        ControlsListCommand.Create(),
        ControlsShowCommand.Create(),
        ControlsTestCommand.Create(),
        ControlsNewCommand.Create(),
        ControlsExportCommand.Create(),
    };

    /// <summary>The option for folders of the user's own, the same for all commands.</summary>
    public static Option<string[]> Own() => new("--controls") { Description = "A folder with controls of your own.", HelpName = "folder" };

    /// <summary>Prints what is wrong; the exit code for it.</summary>
    public static int Refuse(List<string> problems) => Usage.Refuse(problems);
}
