using System.Text;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// What makes two findings the same from run to run: control, subject and place; list elements by key or value, not by number;
/// no file name, no line. Equal ones of one run get an ordinal.
/// </summary>
internal sealed class Fingerprint
{
    private readonly ContentHashes _hashes = new();

    /// <summary>What tells the finding from others, as text.</summary>
    public string KeyOf(Failure failure)
    {
        var text = new StringBuilder(failure.Control.Control.Id)
            .Append('\n').Append(failure.Subject.Name.Kind)
            .Append('\n').Append(failure.Subject.Name.Namespace)
            .Append('\n').Append(failure.Subject.Name.Name)
            .Append('\n');
        AppendPath(text, failure.Place);
        return text.ToString();
    }

    /// <summary>The fingerprint of a key that is met for the n-th time, from 1.</summary>
    public static string Of(string key, int ordinal) => ContentHashes.Of(ordinal == 1 ? key : $"{key}\n{ordinal}");

    private void AppendPath(StringBuilder text, Node node)
    {
        if (node.Parent is not { Exists: true } parent)
        {
            return;
        }

        AppendPath(text, parent);
        if (node.HasKey)
        {
            text.Append('.').Append(node.Key);
        }
        else
        {
            text.Append('[').Append(node["name"].AsString() ?? _hashes.Of(node)).Append(']');
        }
    }
}
