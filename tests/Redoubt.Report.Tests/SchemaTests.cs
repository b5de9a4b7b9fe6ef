using System.Xml.Linq;
using System.Xml.Schema;
using NJsonSchema;
using Redoubt.Report.Tests.Samples;

namespace Redoubt.Report.Tests;

/// <summary>What we write is what the schemas say, ours and those of others.</summary>
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
    [InlineData("\"level\": \"error\"", "\"level\": \"fatal\"")]
    [InlineData("\"startLine\": 31", "\"startLine\": 0")]
    [InlineData("\"ruleIndex\": 0", "\"ruleIndex\": -2")]
    [InlineData("\"results\": [", "\"result\": [")]
    [InlineData("\"driver\"", "\"drivers\"")]
    [InlineData("\"executionSuccessful\": false", "\"executionSuccessful\": 0")]
    public async Task The_standard_refuses_another_shape(string right, string wrong)
    {
        var schema = await JsonSchema.FromFileAsync(Repository.File("tests/Redoubt.Report.Tests/Schemas/sarif-2.1.0.json"), Cancelled);
        var report = Rendered.By("sarif", Platforms.Bookshop());

        Assert.Contains(right, report, StringComparison.Ordinal);
        Assert.NotEmpty(schema.Validate(report.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_report_for_gitlab_is_valid(string platform)
    {
        var schema = await JsonSchema.FromFileAsync(Repository.File("tests/Redoubt.Report.Tests/Schemas/gitlab-code-quality.schema.json"), Cancelled);

        Assert.Empty(schema.Validate(Rendered.By("gitlab", Platforms.All[platform]())));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_report_for_junit_is_valid(string platform) => Assert.Empty(JUnitFaults(Rendered.By("junit", Platforms.All[platform]())));

    [Theory]
    [InlineData("<failure ", "<fault ")]
    [InlineData(" line=\"31\"", " line=\"0\"")]
    [InlineData(" classname=", " class=")]
    public void The_form_of_junit_refuses_another_shape(string right, string wrong)
    {
        var report = Rendered.By("junit", Platforms.Bookshop());

        Assert.Contains(right, report, StringComparison.Ordinal);
        Assert.NotEmpty(JUnitFaults(report.Replace(right, wrong, StringComparison.Ordinal).Replace("</failure>", wrong == "<fault " ? "</fault>" : "</failure>", StringComparison.Ordinal)));
    }

    private static List<string> JUnitFaults(string report)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add("", Repository.File("tests/Redoubt.Report.Tests/Schemas/junit.xsd"));
        var faults = new List<string>();
        XDocument.Parse(report).Validate(schemas, (_, fault) => faults.Add(fault.Message));
        return faults;
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
