using NJsonSchema;
using Redoubt.Report.Tests.Samples;

namespace Redoubt.Report.Tests;

/// <summary>What we write is what the schemas say, ours and SARIF's.</summary>
public class SchemaTests
{
    public static TheoryData<string> Samples => [.. Platforms.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_json_report_is_valid(string platform)
    {
        var schema = await JsonSchema.FromFileAsync(Repository.File("docs/schemas/report-v1.schema.json"), Cancelled);

        Assert.Empty(schema.Validate(Rendered.By("json", Platforms.All[platform]())));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_sarif_log_is_valid(string platform)
    {
        var schema = await JsonSchema.FromFileAsync(Repository.File("tests/Redoubt.Report.Tests/Schemas/sarif-2.1.0.json"), Cancelled);

        Assert.Empty(schema.Validate(Rendered.By("sarif", Platforms.All[platform]())));
    }

    [Theory]
    [InlineData("\"verdict\": \"fail\"", "\"verdict\": \"bad\"")]
    [InlineData("\"severity\": \"critical\"", "\"severity\": \"terrible\"")]
    [InlineData("\"line\": 31", "\"line\": \"31\"")]
    [InlineData("\"owner\"", "\"team\"")]
    [InlineData("\"evidence\": true", "\"evidence\": 1")]
    [InlineData("\"missing\"", "\"wanted\"")]
    [InlineData("\"apiVersion\": \"redoubt.dev/report/v1\"", "\"apiVersion\": \"redoubt.dev/report/v2\"")]
    public async Task The_schema_refuses_another_shape(string right, string wrong)
    {
        var schema = await JsonSchema.FromFileAsync(Repository.File("docs/schemas/report-v1.schema.json"), Cancelled);
        var report = Rendered.By("json", Platforms.Bookshop());

        Assert.Contains(right, report, StringComparison.Ordinal);
        Assert.NotEmpty(schema.Validate(report.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;
}
