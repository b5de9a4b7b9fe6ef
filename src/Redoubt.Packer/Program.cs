using Redoubt.Attack;
using Redoubt.Attack.Rules;
using Redoubt.Attack.Techniques;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Packing;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

// Packer ROOT OUTPUT: packs the catalogue and the techniques under ROOT into the file OUTPUT.
if (args is not [var root, var output])
{
    throw new ArgumentException("two arguments: the repository's root and the file to write");
}

var builder = new CatalogBuilder();
foreach (var (file, text) in Files("controls", "views", "frameworks"))
{
    builder.Add(file, text);
}

var read = builder.Build();
var techniques = new TechniqueCatalog([.. Files("techniques"), .. Files("mechanisms.yaml")], read.Facts);
var catalog = read.Giving(AttackVariable.Of(() => techniques, AttackSettings.None));
var judge = new PlatformJudge(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });
var problems = Told("RB0001", builder.Problems.Concat(techniques.Problems))
    .Concat(Told("RB0002", judge.CompileAll().Select(builder.Locate)))
    .Concat(Told("RB0003", judge.Costly().Select(builder.Locate)))
    .ToList();
if (problems.Count == 0)
{
    var writer = new PackWriter();
    CatalogPack.Write(catalog, writer);
    TechniquePack.Write(techniques, writer);
    var bytes = writer.ToArray();
    var pack = new Pack(bytes);
    problems.AddRange(Told("RB0004", CatalogPack.Differences(catalog, pack).Select(builder.Locate).Concat(TechniquePack.Differences(techniques, pack))));
    if (problems.Count == 0)
    {
        File.WriteAllBytes(output, bytes);
    }
}

foreach (var problem in problems)
{
    Console.Error.WriteLine(problem);
}

return problems.Count > 0 ? 1 : 0;

IEnumerable<(string File, string Text)> Files(params string[] names) =>
    names.Select(name => Path.Combine(root, name)).SelectMany(Below).Select(file => (file, File.ReadAllText(file)));

static IEnumerable<string> Below(string path) => Directory.Exists(path)
    ? Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
    : Enumerable.Repeat(path, File.Exists(path) ? 1 : 0);

static IEnumerable<string> Told(string code, IEnumerable<FilePlace> places) => places.Select(place => $"{place.File}({place.Line},{place.Column}): error {code}: {place.Reason}");
