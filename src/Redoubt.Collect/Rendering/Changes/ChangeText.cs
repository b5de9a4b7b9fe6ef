using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;
using Redoubt.Yaml;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>The text of a kustomization, a patch or a transformer: a file of its own, or a value of another such text.</summary>
internal sealed class ChangeText
{
    private readonly string _file;
    private readonly ChangeText? _outer;
    private readonly Node _holder;

    private ChangeText(string file, ChangeText? outer, Node holder, IReadOnlyList<Node> roots) => (_file, _outer, _holder, Roots) = (file, outer, holder, roots);

    /// <summary>What stands in it; nothing where it cannot be read.</summary>
    public IReadOnlyList<Node> Roots { get; }

    /// <summary>A file.</summary>
    /// <param name="name">Its name as the user would write it.</param>
    /// <param name="fullPath">Its full path.</param>
    public static ChangeText OfFile(string name, string fullPath) => new(name, null, default, Values.ReadAll(fullPath));

    /// <summary>A file that has been read.</summary>
    /// <param name="name">Its name as the user would write it.</param>
    /// <param name="root">What stands in it.</param>
    public static ChangeText Of(string name, Node root) => new(name, null, default, [root]);

    /// <summary>A value of this text that holds a text itself, or is a list of operations.</summary>
    /// <param name="holder">The value.</param>
    public ChangeText Inner(Node holder) => holder.Kind == NodeKind.String
        ? new(_file, this, holder, ValueReader.Read(_file, holder.AsString()!, new List<FilePlace>()))
        : new(_file, _outer, _holder, [holder]);

    /// <summary>Where a value of it stands for the user.</summary>
    public SourcePlace PlaceOf(Node node) => PlaceOf(node.KeyPosition.Line, node.KeyPosition.Column, node.Tape.Source);

    private SourcePlace PlaceOf(int line, int column, SourceText source)
    {
        if (_outer is null)
        {
            return new SourcePlace(_file, line, column);
        }

        if (_holder.Style != YamlStyle.Literal)
        {
            return _outer.PlaceOf(_holder);
        }

        // Such a text stands line for line below its mark, indented.
        var around = _holder.Tape.Source;
        var indent = around.Line(_holder.Line + line).TrimEnd('\r').Length - source.Line(line).TrimEnd('\r').Length;
        return indent >= 0 ? _outer.PlaceOf(_holder.Line + line, column + indent, around) : _outer.PlaceOf(_holder);
    }
}
