using System.Security.Cryptography;
using System.Text;
using Redoubt.Catalog.Files;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// What makes two findings the same from run to run: control, subject and place; list elements by key or value, not by number;
/// no file name, no line. Equal ones of one run get an ordinal.
/// </summary>
internal sealed class Fingerprint
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public string Of(Failure failure)
    {
        var text = new StringBuilder(failure.Control.Control.Id)
            .Append('\n').Append(failure.Subject.Name.Kind)
            .Append('\n').Append(failure.Subject.Name.Namespace)
            .Append('\n').Append(failure.Subject.Name.Name)
            .Append('\n');
        AppendPath(text, failure.Place);
        var key = text.ToString();
        var ordinal = _seen[key] = _seen.GetValueOrDefault(key) + 1;
        return Hash(ordinal == 1 ? key : $"{key}\n{ordinal}");
    }

    private static void AppendPath(StringBuilder text, Node node)
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
            text.Append('[').Append(node["name"].AsString() ?? Hash(NodeJson.Text(node))).Append(']');
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
