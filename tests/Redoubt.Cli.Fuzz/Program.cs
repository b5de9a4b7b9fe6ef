using System.Globalization;
using Redoubt.Cli.Fuzz;

// SECONDS SEED PROGRAM FOLDER…
var duration = TimeSpan.FromSeconds(int.Parse(args[0], CultureInfo.InvariantCulture));
var seed = int.Parse(args[1], CultureInfo.InvariantCulture);
return new Rounds(Path.GetFullPath(args[2]), Seeds.Of(args[3..]), seed).Run(duration);
