using System.Globalization;
using Redoubt.Corpus;

// Corpus NUMBER FOLDER: writes a platform of NUMBER workloads into FOLDER.
var folder = Directory.CreateDirectory(args[1]).FullName;
foreach (var (name, text) in CorpusWriter.Files(int.Parse(args[0], CultureInfo.InvariantCulture)))
{
    File.WriteAllText(Path.Combine(folder, name), text);
}
