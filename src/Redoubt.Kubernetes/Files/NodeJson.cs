using System.Globalization;
using System.Text;
using System.Text.Json;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Files;

/// <summary>Values of a file as JSON and as text.</summary>
public static class NodeJson
{
    /// <summary>A scalar as text: a string's own text, anything else as JSON writes it.</summary>
    public static string Scalar(Node node) => node.Kind switch
    {
        NodeKind.String => node.Text.ToString(),
        NodeKind.Bool => node.IsTrue ? "true" : "false",
        NodeKind.Int => node.Int.ToString(CultureInfo.InvariantCulture),
        NodeKind.UInt => node.UInt.ToString(CultureInfo.InvariantCulture),
        NodeKind.Double => node.Double.ToString("R", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>Any value as JSON.</summary>
    public static string Text(Node node)
    {
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Map:
                writer.WriteStartObject();
                foreach (var field in node.Fields)
                {
                    writer.WritePropertyName(field.Key);
                    Write(writer, field);
                }

                writer.WriteEndObject();
                break;
            case NodeKind.List:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case NodeKind.String:
                writer.WriteStringValue(node.Text);
                break;
            case NodeKind.Null or NodeKind.None:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteRawValue(Scalar(node));
                break;
        }
    }
}
