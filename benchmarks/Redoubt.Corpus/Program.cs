using System.Globalization;
using Redoubt.Corpus;

// Corpus NUMBER FOLDER: writes a platform of NUMBER workloads into FOLDER.
// Corpus growth FOLDER: writes each shape of growth at 1, 2, 4 and 8 times, as FOLDER/SHAPE-TIMES.yaml.
var folder = Directory.CreateDirectory(args[1]).FullName;
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

foreach (var (name, text) in CorpusWriter.Files(int.Parse(args[0], CultureInfo.InvariantCulture)))
{
    File.WriteAllText(Path.Combine(folder, name), text);
}
