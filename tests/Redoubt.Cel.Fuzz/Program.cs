using System.Globalization;
using Redoubt.Cel.Fuzz;
using SharpFuzz;

// `cel` or `re2` alone: a fuzzer drives. `cel mutate SECONDS SEED FILE…` changes the lines of the files by itself.
if (args is not [var name, .. var rest] || Language.Find(name) is not { } language)
{
    return Usage();
}

switch (rest)
{
    case []:
        Fuzzer.OutOfProcess.Run((string text) => language.Check(text));
        return 0;
    case ["mutate", var seconds, var seed, .. { Length: > 0 } files]:
        return new Mutation(language, int.Parse(seed, CultureInfo.InvariantCulture), files)
            .Run(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
    default:
        return Usage();
}

static int Usage()
{
    Console.Error.WriteLine("usage: Redoubt.Cel.Fuzz cel|re2 [mutate SECONDS SEED FILE...]");
    return 2;
}
