using System.Text.Json;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Yaml;

namespace Redoubt.Collect.Rendering;

/// <summary>Files of values, as charts have them: any YAML.</summary>
internal static class Values
{
    /// <summary>A file of values is written by people.</summary>
    private const long MostBytes = 16 << 20;

    /// <summary>The values of a file; no value where it cannot be read.</summary>
    public static Node Read(string fullPath) => ReadAll(fullPath) is [var root, ..] ? root : default;

    /// <summary>The values of each document of a file; nothing where it cannot be read, which the program that renders it tells.</summary>
    public static IReadOnlyList<Node> ReadAll(string fullPath)
    {
        try
        {
            if (new FileInfo(fullPath) is not { Exists: true, Length: <= MostBytes })
            {
                return [];
            }

            return ValueReader.Read(fullPath, YamlText.FromBytes(File.ReadAllBytes(fullPath)).Chars.ToString(), new List<FilePlace>());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Every value below one, itself included.</summary>
    public static IEnumerable<Node> Below(Node node)
    {
        var open = new Stack<Node>([node]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in next.Kind == NodeKind.List ? next.Items : next.Fields)
            {
                open.Push(child);
            }
        }
    }

    /// <summary>Writes a value as JSON with one value in it exchanged.</summary>
    public static void Write(Utf8JsonWriter json, Node node, Node changed, string replacement)
    {
        if (node == changed)
        {
            json.WriteRawValue(replacement);
        }
        else if (node.Kind == NodeKind.Map)
        {
            json.WriteStartObject();
            foreach (var field in node.Fields)
            {
                json.WritePropertyName(field.Key);
                Write(json, field, changed, replacement);
            }
            json.WriteEndObject();
        }
        else if (node.Kind == NodeKind.List)
        {
            json.WriteStartArray();
            foreach (var item in node.Items)
            {
                Write(json, item, changed, replacement);
            }

            json.WriteEndArray();
        }
        else
        {
            WriteScalar(json, node);
        }
    }

    private static void WriteScalar(Utf8JsonWriter json, Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.String:
                json.WriteStringValue(node.Text);
                break;
            case NodeKind.Bool:
                json.WriteBooleanValue(node.IsTrue);
                break;
            case NodeKind.Int:
                json.WriteNumberValue(node.Int);
                break;
            case NodeKind.UInt:
                json.WriteNumberValue(node.UInt);
                break;
            case NodeKind.Double:
                json.WriteNumberValue(node.Double);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
