using Redoubt.Evidence.Tapes;
using Redoubt.Yaml;

namespace Redoubt.Evidence.Read;

/// <summary>Reads a text of any shape, such as a file of Redoubt's own, as values with places.</summary>
public static class ValueReader
{
    /// <summary>The root value of each document that is not null.</summary>
    /// <param name="file">The file's name, as messages are to show it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">Takes what cannot be read.</param>
    public static IReadOnlyList<Node> Read(string file, string text, ICollection<FilePlace> problems) => Read(file, text, problems, isStrict: false);

    /// <summary>The same, where a key that stands twice is a problem: of a file that people write for us, nobody means one of two.</summary>
    /// <param name="file">The file's name, as messages are to show it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">Takes what cannot be read, and keys that stand twice.</param>
    public static IReadOnlyList<Node> ReadStrict(string file, string text, ICollection<FilePlace> problems) => Read(file, text, problems, isStrict: true);

    private static List<Node> Read(string file, string text, ICollection<FilePlace> problems, bool isStrict)
    {
        var decoded = YamlText.FromString(text);
        var source = new SourceText(decoded.Chars);
        var roots = new Roots(file, source, problems, isStrict);
        var builder = new TapeBuilder(source, roots, ReadOptions.Default.Values);
        YamlReader.Read(decoded, ref builder, YamlLimits.Default);
        builder.Seal();
        return roots.Nodes;
    }

    private sealed class Roots(string file, SourceText source, ICollection<FilePlace> problems, bool isStrict) : ITapeSink
    {
        public List<Node> Nodes { get; } = [];

        public void Document(in YamlDocument document, Tape tape, Ambiguity[] ambiguities)
        {
            foreach (var twice in isStrict ? ambiguities.Where(one => one.Kind is AmbiguityKind.DuplicateKey or AmbiguityKind.CollidingKey) : [])
            {
                Problem(twice.Offset, $"`{source.Slice(twice.Offset, twice.Length)}` stands twice, first on line {source.PositionOf(twice.Other).Line}: only one of them can be meant");
            }

            if (tape.NodeAt(0).HasValue)
            {
                Nodes.Add(tape.NodeAt(0));
            }
        }

        public void Problem(int offset, string reason)
        {
            var position = source.PositionOf(offset);
            problems.Add(new FilePlace(file, position.Line, position.Column, reason));
        }
    }
}
