using Redoubt.ApiServer.Requests;

namespace Redoubt.ApiServer.Answers;

/// <summary>How an object is to be shown.</summary>
internal enum Shape
{
    /// <summary>As it is.</summary>
    Whole,

    /// <summary>As a table.</summary>
    Table,

    /// <summary>Its metadata.</summary>
    Metadata,

    /// <summary>The metadata of a list's items.</summary>
    MetadataList,
}

/// <summary>One form that a client takes.</summary>
internal readonly record struct AcceptedForm(string Type, Shape Shape)
{
    public bool IsYaml => Type == AcceptedForms.Yaml;

    public bool IsProtobuf => Type == AcceptedForms.Protobuf;
}

/// <summary>Which of the forms that a client takes (<c>Accept</c>) an answer has.</summary>
internal static class AcceptedForms
{
    public const string Json = "application/json";
    public const string Yaml = "application/yaml";
    public const string Protobuf = "application/vnd.kubernetes.protobuf";

    /// <summary>The first form that can be had.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isCustom">Whether the kind is custom, and has no protobuf.</param>
    /// <param name="isWatch">Whether events are asked for.</param>
    public static AcceptedForm Of(ApiRequest request, bool isCustom, bool isWatch)
    {
        var accept = request.Header("accept");
        var isKnown = accept.Length == 0;
        foreach (var one in accept.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Parts))
        {
            var type = one[0] is "*/*" or "application/*" ? Json : one[0];
            if (type is not (Json or Yaml or Protobuf) && !(type == "application/vnd.kubernetes.protobuf" && isWatch))
            {
                continue;
            }

            isKnown = true;
            if ((type == Protobuf && isCustom) || (type == Yaml && isWatch))
            {
                continue;
            }

            switch (Value(one, "as"))
            {
                case "":
                    return new AcceptedForm(type, Shape.Whole);
                case "Table" when IsMeta(one) && Value(one, "v") == "v1":
                    return new AcceptedForm(type, Shape.Table);
                case "PartialObjectMetadata" when IsMeta(one):
                    return new AcceptedForm(type, Shape.Metadata);
                case "PartialObjectMetadataList" when IsMeta(one):
                    return new AcceptedForm(type, Shape.MetadataList);
            }
        }

        if (accept.Length == 0)
        {
            return new AcceptedForm(Json, Shape.Whole);
        }

        throw isKnown ? NotAcceptable(isWatch, InForm(accept, isCustom)) : Unknown();
    }

    /// <summary>No form can be had of which the server knows.</summary>
    public static RefusalException NotAcceptable(bool isWatch = false, string form = Json)
    {
        const string Words = "only the following media types are accepted: ";
        var message = isWatch ? $"{Words}{Json};stream=watch, {Protobuf};stream=watch" : $"{Words}{Json}, {Yaml}, {Protobuf}";
        var status = RefusalException.Status(406, "NotAcceptable", message);
        return RefusalException.With(form switch
        {
            Protobuf => ApiAnswer.Bytes(406, Protobufs.Status(status), Protobuf),
            Yaml => ApiAnswer.Text(406, YamlText.Of(status), Yaml),
            _ => ApiAnswer.Json(406, status, isPretty: true),
        });
    }

    // Nothing that is accepted is known at all: the server answers in its own form.
    private static RefusalException Unknown() => RefusalException.Of(406, "NotAcceptable", $"406: Not Acceptable\n\nAvailable representations: {Json}, {Yaml}, {Protobuf}", [], isPretty: true);

    private static string InForm(string accept, bool isCustom)
    {
        var first = Parts(accept.Split(',')[0])[0];
        return first == Yaml || (first == Protobuf && isCustom) ? first : Json;
    }

    private static string[] Parts(string text) => [.. text.Split(';').Select(part => part.Trim())];

    private static bool IsMeta(string[] parts) => Value(parts, "g") == "meta.k8s.io";

    private static string Value(string[] parts, string name) => parts.FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal)) is { } found ? found[(name.Length + 1)..] : "";
}
