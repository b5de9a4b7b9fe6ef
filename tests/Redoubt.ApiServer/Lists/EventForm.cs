using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Resources;
using Redoubt.ApiServer.Tables;

namespace Redoubt.ApiServer.Lists;

/// <summary>How events are written: one JSON line each, or frames of protobuf.</summary>
internal sealed class EventForm(AcceptedForm form, ApiResource resource, string include, DateTimeOffset now)
{
    private bool _hasColumns;

    public string ContentType => form.IsProtobuf ? $"{AcceptedForms.Protobuf};stream=watch" : AcceptedForms.Json;

    public byte[] Write(JsonObject one)
    {
        if (form.Shape != Shape.Whole && (string?)one["type"] != "ERROR")
        {
            one["object"] = Shaped((JsonObject)one["object"]!.DeepClone());
        }

        return form.IsProtobuf ? Protobufs.Event(one) : Encoding.UTF8.GetBytes(ApiAnswer.Compact(one) + "\n");
    }

    private JsonObject Shaped(JsonObject value)
    {
        if (form.Shape != Shape.Table)
        {
            return Objects.Shown.Metadata(value);
        }

        var table = ObjectTable.Of(value, resource, include, now);
        if (_hasColumns)
        {
            table["columnDefinitions"] = null;
        }

        _hasColumns = true;
        return table;
    }
}
