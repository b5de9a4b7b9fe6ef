using NJsonSchema;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Tests.Schemas;

/// <summary>The schemas that editors use accept every file of the catalogue, and refuse what the catalogue refuses.</summary>
public class SchemaTests
{
    public static TheoryData<string> Files =>
        [.. new[] { "controls", "views", "frameworks" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(TestFolders.Root, folder), "*.yaml", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(TestFolders.Root, file))).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_of_the_catalogue_keeps_its_schema(string file)
    {
        var schema = await Schema(file.Split('/')[0].TrimEnd('s'));

        Assert.Empty(schema.Validate(Json(await File.ReadAllTextAsync(Path.Combine(TestFolders.Root, file), TestContext.Current.CancellationToken))));
    }

    [Theory]
    [InlineData("severity: critical", "severity: worst")]
    [InlineData("layer: workloads", "layer: clouds")]
    [InlineData("why:", "because:")]
    [InlineData("verdict: fail", "verdict: failed")]
    public async Task A_mistake_in_a_control_is_refused(string right, string wrong)
    {
        var control = await File.ReadAllTextAsync(
            Path.Combine(TestFolders.Root, "controls/workloads/privileged-container.yaml"), TestContext.Current.CancellationToken);

        Assert.NotEmpty((await Schema("control")).Validate(Json(control.Replace(right, wrong, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_configuration_keeps_its_schema() =>
        Assert.Empty((await Schema("redoubt")).Validate(Json("""
            kubernetes: "1.33"
            gate: high
            gateUnknown: false
            frameworks: [pss-restricted]
            include: ["workloads/*"]
            exclude: ["workloads/no-*"]
            catalogs: [security]
            scope: whole
            controls: { workloads/foreign-registry: { registries: [registry.example] } }
            owners: [{ team: shop, namespace: "shop-*" }]
            """)));

    private static Task<JsonSchema> Schema(string name) =>
        JsonSchema.FromFileAsync(Path.Combine(TestFolders.Root, "docs", "schemas", $"{name}.schema.json"), TestContext.Current.CancellationToken);

    private static string Json(string yaml) => NodeJson.Text(ValueReader.Read("file.yaml", yaml, [])[0]);
}
