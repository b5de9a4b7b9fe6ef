using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Packing;
using Redoubt.Evidence.Views;

// Packer ROOT OUTPUT: packs the catalogue under ROOT into the file OUTPUT.
if (args is not [var root, var output])
{
    throw new ArgumentException("two arguments: the repository's root and the file to write");
}

var builder = new CatalogBuilder();
var folders = new[] { "controls", "views", "frameworks" }.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists);
foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
{
    builder.Add(file, File.ReadAllText(file));
}

var catalog = builder.Build();
var judge = new PlatformJudge(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });
var problems = builder.Problems.Select(problem => $"{problem.File}({problem.Line},{problem.Column}): error RB0001: {problem.Reason}")
    .Concat(judge.CompileAll().Select(builder.Locate).Select(problem => $"{problem.File}({problem.Line},{problem.Column}): error RB0002: {problem.Reason}"))
    .Concat(judge.Costly().Select(builder.Locate).Select(problem => $"{problem.File}({problem.Line},{problem.Column}): error RB0003: {problem.Reason}"))
    .ToList();
var pack = new MemoryStream();
if (problems.Count == 0)
{
    CatalogPack.Write(catalog, pack);
    pack.Position = 0;
    problems.AddRange(CatalogPack.Differences(catalog, pack).Select(builder.Locate).Select(problem => $"{problem.File}({problem.Line},{problem.Column}): error RB0004: {problem.Reason}"));
}

foreach (var problem in problems)
{
    Console.Error.WriteLine(problem);
}

if (problems.Count > 0)
{
    return 1;
}

File.WriteAllBytes(output, pack.ToArray());
return 0;
