using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Admission.Creation;
using Redoubt.Admission.CustomResources;
using Redoubt.Admission.Defaults;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Resources;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Tapes;
using Redoubt.Kubernetes.Validation;
using Redoubt.Kubernetes.Validation.CustomResources;

namespace Redoubt.ApiServer.Objects;

/// <summary>What Redoubt knows of objects, in the forms that the stand-in needs: what is filled in, what is wrong, of what is warned.</summary>
internal static class ObjectRules
{
    private const int Minor = 37;

    /// <summary>The time as objects write it.</summary>
    public static string Time(TimeProvider clock) => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The object with what the server fills in.</summary>
    public static JsonObject Defaulted(JsonObject value, ApiResource resource) => resource.Custom is not null
        ? value
        : (JsonObject)Json(ServerDefaults.Apply(JsonValues.Read(value.ToJsonString()), resource.ApiVersion, resource.Kind, Minor))!;

    /// <summary>The kind of a definition's version.</summary>
    public static KindInfo? KindOf(JsonObject definition, string version) =>
        CrdSchema.Kinds(Document(Whole(definition))).FirstOrDefault(kind => kind.Version == version);

    /// <summary>What is wrong with an object, in the words and the order of the server.</summary>
    /// <param name="value">The object.</param>
    /// <param name="resource">Its resource.</param>
    /// <param name="warnings">Takes what the server only warns of.</param>
    public static List<(string Reason, string Field, string Message)> Faults(JsonObject value, ApiResource resource, ICollection<string> warnings)
    {
        var document = Document(value);
        var causes = new List<(string Reason, string Field, string Message)>();
        if (resource.Definition is { } definition)
        {
            var defined = Document(Whole(definition));
            var verdict = new CustomResourceValidator(defined, resource.Version).Validate(document);
            Add(verdict, causes, warnings);
            if (CustomResourceValidator.AsksExpressions(verdict))
            {
                causes.AddRange(CustomResourceRules.Judge(defined, document, null, Minor)
                    .Select(broken => ("FieldValueInvalid", broken.Path, broken.Text[(broken.Text.IndexOf(": ", StringComparison.Ordinal) + 2)..])));
            }

            return causes;
        }

        Add(CreationCheck.Ask(document, FieldIndex.Default, Minor), causes, warnings);
        return [.. causes.OrderBy(cause => cause.Field.StartsWith("metadata", StringComparison.Ordinal) ? 0 : 1).ThenBy(cause => cause.Field, StringComparer.Ordinal)];
    }

    private static void Add(Verdict verdict, List<(string Reason, string Field, string Message)> causes, ICollection<string> warnings)
    {
        foreach (var fault in verdict.Faults)
        {
            if (fault.Reason == FaultReason.Warning)
            {
                warnings.Add(fault.ToString());
            }
            else
            {
                causes.Add(($"FieldValue{fault.Reason}", fault.Path, WithValue(fault)));
            }
        }
    }

    // Redoubt shows no text that may be a secret; the server shows every value.
    private static string WithValue(Fault fault)
    {
        const string Invalid = "Invalid value: ";
        const string Twice = "Duplicate value";
        var isHere = fault.Path.EndsWith(fault.Place.Key.ToString(), StringComparison.Ordinal);
        if (fault.Place.AsString() is not { } text || !isHere)
        {
            return fault.Message;
        }

        var quoted = JsonSerializer.Serialize(text);
        return fault.Message.StartsWith(Invalid, StringComparison.Ordinal) && !fault.Message.StartsWith(Invalid + "\"", StringComparison.Ordinal) ? $"{Invalid}{quoted}: {fault.Message[Invalid.Length..]}"
            : fault.Message == Twice ? $"{Twice}: {quoted}" : fault.Message;
    }

    private static Document Document(JsonObject value) => DocumentReader.Read("object.json", value.ToJsonString()).Documents is [var only, ..] ? only
        : throw RefusalException.BadRequest("the object provided is unrecognized");

    private static JsonObject Whole(JsonObject definition)
    {
        var whole = (JsonObject)definition.DeepClone();
        whole["kind"] ??= "CustomResourceDefinition";
        whole["apiVersion"] ??= "apiextensions.k8s.io/v1";
        return whole;
    }

    private static JsonNode? Json(CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Map:
                var map = new JsonObject();
                for (var items = value.Items; items.MoveNext();)
                {
                    if (items.CurrentValue.Kind != CelKind.Unknown)
                    {
                        map[items.Current.AsString()] = Json(items.CurrentValue);
                    }
                }

                return map;
            case CelKind.List:
                var list = new JsonArray();
                foreach (var item in value.Items)
                {
                    list.Add(Json(item));
                }

                return list;
            case CelKind.String:
                return value.AsString();
            case CelKind.Int:
                return value.AsInt();
            case CelKind.Double:
                return value.AsDouble();
            case CelKind.Bool:
                return value.AsBool();
            default:
                return null;
        }
    }
}
