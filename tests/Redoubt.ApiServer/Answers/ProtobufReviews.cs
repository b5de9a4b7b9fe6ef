using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Answers;

/// <summary>Reviews in protobuf, in which <c>kubectl auth</c> asks and takes its answer.</summary>
internal static class ProtobufReviews
{
    private static readonly string[] ResourceFields = ["namespace", "verb", "group", "version", "resource", "subresource", "name"];
    private static readonly string[] PathFields = ["path", "verb"];

    /// <summary>Reads a review from its envelope.</summary>
    public static JsonObject Read(ProtobufReader envelope)
    {
        var type = ProtobufReader.Read(envelope.Bytes(1));
        var spec = ProtobufReader.Read(ProtobufReader.Read(envelope.Bytes(2)).Bytes(2));
        return new JsonObject
        {
            ["apiVersion"] = type.Text(1),
            ["kind"] = type.Text(2),
            ["metadata"] = new JsonObject(),
            ["spec"] = type.Text(2) switch
            {
                "SelfSubjectAccessReview" => Access(spec),
                "SelfSubjectRulesReview" => new JsonObject { ["namespace"] = spec.Text(1) },
                _ => [],
            },
        };
    }

    /// <summary>Writes what a review has besides its metadata.</summary>
    public static ProtobufWriter Write(ProtobufWriter body, JsonObject value)
    {
        var (spec, status) = (value["spec"] as JsonObject ?? [], value["status"] as JsonObject ?? []);
        switch ((string?)value["kind"])
        {
            case "SelfSubjectAccessReview":
                var asked = new ProtobufWriter();
                if (spec["resourceAttributes"] is JsonObject resource)
                {
                    asked.Message(1, Fields(resource, ResourceFields));
                }

                if (spec["nonResourceAttributes"] is JsonObject path)
                {
                    asked.Message(2, Fields(path, PathFields));
                }

                var answer = new ProtobufWriter().Number(1, (bool?)status["allowed"] == true ? 1 : 0).Text(2, (string?)status["reason"] ?? "").Text(3, "").Number(4, 0);
                return body.Message(2, asked).Message(3, answer);
            case "SelfSubjectRulesReview":
                return body.Message(2, new ProtobufWriter().Text(1, "")).Message(3, Rules(status));
            default:
                var info = (JsonObject)status["userInfo"]!;
                var user = new ProtobufWriter().Text(1, (string?)info["username"] ?? "").Text(2, (string?)info["uid"] ?? "");
                Texts(user, 3, info["groups"]);
                foreach (var (name, values) in info["extra"] as JsonObject ?? [])
                {
                    user.Message(4, new ProtobufWriter().Text(1, name).Message(2, Texts(new ProtobufWriter(), 1, values)));
                }

                return body.Message(2, new ProtobufWriter().Message(1, user));
        }
    }

    private static JsonObject Access(ProtobufReader spec)
    {
        var access = new JsonObject();
        foreach (var (number, name, fields) in ((int, string, string[])[])[(1, "resourceAttributes", ResourceFields), (2, "nonResourceAttributes", PathFields)])
        {
            if (spec.Has(number))
            {
                var message = ProtobufReader.Read(spec.Bytes(number));
                access[name] = new JsonObject(fields.Select((field, index) => KeyValuePair.Create(field, (JsonNode?)message.Text(index + 1))).Where(field => ((string)field.Value!).Length > 0));
            }
        }

        return access;
    }

    private static ProtobufWriter Fields(JsonObject value, string[] names)
    {
        var message = new ProtobufWriter();
        for (var number = 0; number < names.Length; number++)
        {
            message.Text(number + 1, (string?)value[names[number]] ?? "");
        }

        return message;
    }

    private static ProtobufWriter Rules(JsonObject status)
    {
        var rules = new ProtobufWriter();
        foreach (var rule in (status["resourceRules"] as JsonArray ?? []).OfType<JsonObject>())
        {
            rules.Message(1, Texts(Texts(Texts(Texts(new ProtobufWriter(), 1, rule["verbs"]), 2, rule["apiGroups"]), 3, rule["resources"]), 4, rule["resourceNames"]));
        }

        foreach (var rule in (status["nonResourceRules"] as JsonArray ?? []).OfType<JsonObject>())
        {
            rules.Message(2, Texts(Texts(new ProtobufWriter(), 1, rule["verbs"]), 2, rule["nonResourceURLs"]));
        }

        return rules.Number(3, (bool?)status["incomplete"] == true ? 1 : 0).Text(4, "");
    }

    private static ProtobufWriter Texts(ProtobufWriter message, int field, JsonNode? texts)
    {
        foreach (var text in texts as JsonArray ?? [])
        {
            message.Text(field, (string)text!);
        }

        return message;
    }
}
