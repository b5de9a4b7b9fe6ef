using System.CommandLine;
using Redoubt.Cli;
using Redoubt.Cli.Commands;

var root = new RootCommand("Redoubt secures a Kubernetes platform in depth: it judges every layer and says what still stands when one thing fails.")
{
    ScanCommand.Create(),
    ControlsCommand.Create(),
};

var parsed = root.Parse(args);
return parsed.Errors.Count > 0 ? Usage.Refuse(parsed) : parsed.Invoke();
