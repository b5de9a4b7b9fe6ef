using System.CommandLine;
using Redoubt.Cli;
using Redoubt.Cli.Commands;

var root = new RootCommand("Redoubt secures a Kubernetes platform in depth: it judges the evidence of every layer by one catalogue of controls.")
{
    ScanCommand.Create(),
    ControlsCommand.Create(),
    PolicyCommand.Create(),
};

var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
return parsed.Errors.Count > 0 ? Usage.Refuse(parsed) : parsed.Invoke();
