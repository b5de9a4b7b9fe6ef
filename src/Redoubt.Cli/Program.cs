using Redoubt.Cli;

return CommandLine.Run(args);
