using System.Globalization;
using Redoubt.Corpus;

// Corpus NUMBER FOLDER: writes a platform of NUMBER workloads into FOLDER.
// Corpus --rbac ROLES FOLDER: writes ROLES roles, with four bindings and ten subjects for each, into FOLDER.
// Corpus --policies PODS FOLDER: writes PODS pods in teams of 40, with four network policies for each team, into FOLDER.
// Corpus --depth PODS FOLDER: writes PODS pods, a node for every twenty, three accounts for every ten, in forty shapes, into FOLDER.
// Corpus growth FOLDER: writes each shape of growth at 1, 2, 4 and 8 times, as FOLDER/SHAPE-TIMES.yaml.
var folder = Directory.CreateDirectory(args[^1]).FullName;
if (args[0] == "growth")
{
    foreach (var shape in GrowthShapes.Names)
    {
        foreach (var times in new[] { 1, 2, 4, 8 })
        {
            File.WriteAllText(Path.Combine(folder, $"{shape}-{times}.yaml"), GrowthShapes.Text(shape, times));
        }
    }

    return;
}

var number = int.Parse(args[^2], CultureInfo.InvariantCulture);
foreach (var (name, text) in args[0] switch { "--rbac" => RbacWriter.Files(number), "--policies" => PolicyWriter.Files(number), "--depth" => DepthWriter.Files(number), _ => CorpusWriter.Files(number) })
{
    File.WriteAllText(Path.Combine(folder, name), text);
}
