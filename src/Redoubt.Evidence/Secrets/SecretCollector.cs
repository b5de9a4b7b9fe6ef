using System.Buffers.Text;
using System.Text;

namespace Redoubt.Evidence.Secrets;

/// <summary>Walks over a document and notes which values are secrets, and which texts must not be shown anywhere.</summary>
internal sealed class SecretCollector
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public SecretCollector(Document document)
    {
        if (document is { Kind: "Secret", Group: "" })
        {
            AddAll(document.Root["data"], encoded: true);
            AddAll(document.Root["stringData"], encoded: false);
        }

        Each(document, Look);
        if (Secrets.Count > 0)
        {
            Each(document, AddName);
        }
    }

    /// <summary>The rows of values that are secrets as a whole.</summary>
    public HashSet<int> Rows { get; } = [];

    /// <summary>
    /// Names of objects, containers and images, and keys of Secrets, where there are secrets. A secret that is the same word is masked where it
    /// stands, but not in every message.
    /// </summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The texts of all secrets.</summary>
    public List<string> Secrets { get; } = [];

    private static void Each(Document document, Action<Node> look)
    {
        var tape = document.Root.Tape;

        // Who wrote which field: names of fields and no values, and a large part of every live object.
        var managed = document.Root["metadata"]["managedFields"];
        for (var row = document.Root.Row; row < document.Root.EndRow; row++)
        {
            if (managed.Exists && row == managed.Row)
            {
                row = managed.EndRow - 1;
            }
            else if (tape.At(row).Kind == NodeKind.String)
            {
                look(tape.NodeAt(row));
            }
        }
    }

    private static bool IsName(Node node) => node.Key is "name" or "namespace" or "image";

    private void AddName(Node node)
    {
        if (IsName(node) && !Rows.Contains(node.Row))
        {
            Names.Add(node.AsString()!);
        }
    }

    private void AddAll(Node map, bool encoded)
    {
        foreach (var value in map.Fields)
        {
            Rows.Add(value.Row);
            Names.Add(value.Key.ToString());
            if (value.Kind == NodeKind.String)
            {
                AddText(value, encoded);
            }
        }
    }

    private void AddText(Node value, bool encoded)
    {
        Secrets.Add(value.AsString()!);
        // Each line of a text, since a message or an excerpt may show one.
        foreach (var line in value.Text.EnumerateLines())
        {
            Secrets.Add(line.Trim().ToString());
        }

        if (encoded && Decoded(value.Text) is { } decoded)
        {
            Secrets.Add(decoded);
        }
    }

    private static string? Decoded(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Convert.TryFromBase64Chars(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private void Look(Node node)
    {
        if (IsName(node) || Rows.Contains(node.Row))
        {
            return;
        }

        if (IsSecretByName(node) && SecretFinder.IsSecretValue(node.Text))
        {
            Rows.Add(node.Row);
            AddText(node, encoded: false);
            return;
        }
        SecretFinder.Find(node.Text, Secrets);
    }

    private static bool IsSecretByName(Node node)
    {
        if (!node.HasKey)
        {
            return FollowsSecretFlag(node);
        }
        // The name of an environment variable stands beside its value.
        if (node.Key is "value")
        {
            return SecretNames.Has(node.Parent["name"].Text);
        }

        return node.Key is LastApplied || SecretNames.Has(node.Key);
    }

    /// <summary>Whether this is the argument after a flag as <c>--password</c>.</summary>
    private static bool FollowsSecretFlag(Node node)
    {
        var before = node.Parent[node.Index - 1];
        return before.Text.StartsWith('-') && !before.Text.Contains('=') && SecretNames.Has(before.Text) && !node.Text.StartsWith('-');
    }
}
