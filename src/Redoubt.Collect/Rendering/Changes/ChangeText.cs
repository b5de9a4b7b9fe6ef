using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Rendering.Changes;

/// <summary>The text of a patch: a file of its own, or a value of the kustomization.</summary>
internal sealed class ChangeText
{
    private readonly string _file;
    private readonly Node _holder;

    private ChangeText(string file, Node holder, IReadOnlyList<Node> roots) => (_file, _holder, Roots) = (file, holder, roots);

    /// <summary>What stands in it; nothing where it cannot be read.</summary>
    public IReadOnlyList<Node> Roots { get; }

    /// <summary>A file.</summary>
    /// <param name="name">Its name as the user would write it.</param>
    /// <param name="fullPath">Its full path.</param>
    public static ChangeText OfFile(string name, string fullPath) => new(name, default, Values.ReadAll(fullPath));

    /// <summary>A value that holds a text, or is a list of operations itself.</summary>
    /// <param name="name">The kustomization's name as the user would write it.</param>
    /// <param name="holder">The value.</param>
    public static ChangeText OfValue(string name, Node holder) => holder.Kind == NodeKind.String
        ? new(name, holder, ValueReader.Read(name, holder.AsString()!, new List<FilePlace>()))
        : new(name, default, [holder]);

    /// <summary>Where a value of it stands for the user.</summary>
    public SourcePlace PlaceOf(Node node)
    {
        var position = node.KeyPosition;
        if (!_holder.Exists)
        {
            return new SourcePlace(_file, position.Line, position.Column);
        }

        if (_holder.Style != Yaml.YamlStyle.Literal)
        {
            return new SourcePlace(_file, _holder.KeyPosition.Line, _holder.KeyPosition.Column);
        }

        // Such a text stands line for line below its mark, indented.
        var line = _holder.Line + position.Line;
        var written = _holder.Tape.Source.Line(line).TrimEnd('\r').Length;
        var indent = written - node.Tape.Source.Line(position.Line).TrimEnd('\r').Length;
        return indent >= 0 ? new SourcePlace(_file, line, position.Column + indent) : new SourcePlace(_file, _holder.KeyPosition.Line, _holder.KeyPosition.Column);
    }
}
