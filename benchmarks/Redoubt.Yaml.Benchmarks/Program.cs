using System.Globalization;
using Redoubt.Yaml.Benchmarks;

// Readers side by side over the manifests of a folder: `-- FOLDER [MEGABYTES]`. Time is the processor's, so that a busy machine counts less.
// Hostile shapes at 12.5 and 100 MB: `-- hostile [NAME]`.
if (args is ["hostile", .. var named])
{
    Hostile.Run(named is [var name, ..] ? name : "");
    return 0;
}

if (args is not [var folder, .. var rest])
{
    Console.Error.WriteLine("usage: Redoubt.Yaml.Benchmarks FOLDER [MEGABYTES] | hostile [NAME]");
    return 2;
}

var megabytes = rest is [var size, ..] ? int.Parse(size, CultureInfo.InvariantCulture) : 50;
var corpus = Corpus.Make(folder, megabytes * 1_000_000);
Console.WriteLine($"{corpus.Yaml.Length / 1e6:F1} MB of YAML, {corpus.Json.Length / 1e6:F1} MB as JSON, {corpus.Values} values");
foreach (var reader in Readers.All)
{
    Console.WriteLine(Measure.Run(reader, corpus));
}

return 0;
