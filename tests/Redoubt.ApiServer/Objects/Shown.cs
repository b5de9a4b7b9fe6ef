using System.Text.Json.Nodes;
using Redoubt.ApiServer.Resources;

namespace Redoubt.ApiServer.Objects;

/// <summary>Objects of the store as clients see them: always copies.</summary>
internal static class Shown
{
    /// <summary>A whole object, in the version that was asked for.</summary>
    public static JsonObject Whole(JsonObject stored, ApiResource resource)
    {
        var shown = new JsonObject { ["kind"] = (string?)stored["kind"] ?? resource.Kind, ["apiVersion"] = resource.Custom is null ? stored["apiVersion"]?.DeepClone() ?? resource.ApiVersion : resource.GroupVersion };
        foreach (var (name, value) in stored)
        {
            if (name is not ("kind" or "apiVersion"))
            {
                shown[name] = value?.DeepClone();
            }
        }

        return shown;
    }

    /// <summary>An item of a list: of a built-in kind without kind and version.</summary>
    public static JsonObject Item(JsonObject stored, ApiResource resource)
    {
        var shown = Whole(stored, resource);
        if (resource.Custom is null)
        {
            shown.Remove("kind");
            shown.Remove("apiVersion");
        }

        return shown;
    }

    /// <summary>The metadata alone.</summary>
    public static JsonObject Metadata(JsonObject whole) =>
        new() { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = whole["metadata"]?.DeepClone() };
}
