using System.Security.Cryptography;
using System.Text;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// What makes two findings the same from run to run: control, subject and place; list elements by key or value, not by number;
/// no file name, no line. Equal ones of one run get an ordinal.
/// </summary>
internal static class Fingerprint
{
    /// <summary>What tells the finding from others, as text.</summary>
    public static string KeyOf(Failure failure)
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
    public static string Of(string key, int ordinal) => Hash(ordinal == 1 ? key : $"{key}\n{ordinal}");

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
