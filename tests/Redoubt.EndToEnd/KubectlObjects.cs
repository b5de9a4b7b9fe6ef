using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Redoubt.EndToEnd;

/// <summary>An object as it is named: by kubectl, or by a report.</summary>
internal readonly record struct NamedObject(string ApiVersion, string Kind, string Namespace, string Name, string GenerateName);

/// <summary>The objects that kubectl and redoubt read in a folder.</summary>
internal static class KubectlObjects
{
    /// <summary>What kubectl reads: it labels everything, without a cluster, and prints it.</summary>
    public static List<NamedObject> Read(string folder)
    {
        var start = new ProcessStartInfo(RealTools.Kubectl, ["label", "--local", "-R", "-f", folder, "x=y", "-o", "json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = Path.Combine(folder, "none");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var bytes = Encoding.UTF8.GetBytes(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.NotNull(error.Result);
        var objects = new List<NamedObject>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var metadata = document.RootElement.GetProperty("metadata");
            objects.Add(new NamedObject(Text(document.RootElement, "apiVersion"), Text(document.RootElement, "kind"), Text(metadata, "namespace"), Text(metadata, "name"), Text(metadata, "generateName")));
        }

        return objects;
    }

    /// <summary>What a report says was judged.</summary>
    public static List<NamedObject> Judged(JsonElement report) =>
        [.. report.GetProperty("inputs").GetProperty("objects").EnumerateArray().Select(one => new NamedObject(
            Text(one.GetProperty("subject"), "apiVersion"), Text(one.GetProperty("subject"), "kind"), Text(one.GetProperty("subject"), "namespace"), Text(one.GetProperty("subject"), "name"), Text(one, "generateName")))];

    /// <summary>What is in the one and not, or less often, in the other. An object without a namespace is in the one that it is put into.</summary>
    public static List<NamedObject> Without(this IEnumerable<NamedObject> objects, IEnumerable<NamedObject> others)
    {
        var left = others.CountBy(one => one).ToDictionary();
        return [.. objects.Where(one => !Take(one) && !(one.Namespace.Length == 0 && Take(one with { Namespace = "default" })))];

        bool Take(NamedObject one) => left.GetValueOrDefault(one) > 0 && left[one]-- > 0;
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
