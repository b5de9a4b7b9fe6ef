using Redoubt.Cli;

Terminal.Prepare();
return CommandLine.Run(args);
