using Redoubt.Yaml.Fuzz;
using SharpFuzz;

// `mutate SECONDS [SEED] FOLDER…` changes the files of the folders by itself; without arguments a fuzzer drives.
if (args is not ["mutate", var seconds, var seed, .. var folders])
{
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        Laws.Check(buffer.ToArray());
    });
    return 0;
}

return Mutation.Run(TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)), int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture), folders);
