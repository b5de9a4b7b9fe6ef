using Redoubt.Cel;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Kubernetes.Tests.Tapes;

/// <summary>What a document declares unknown, and all that lies under it, reads as unknown: whatever stands there.</summary>
public sealed class UnknownPathTests
{
    [Theory]
    [InlineData("os", "os: { version: '12' }")]
    [InlineData("os", "os: { id: debian }")]
    [InlineData("os", "os: { id: none }")]
    [InlineData("os", "os: debian")]
    [InlineData("os", "")]
    [InlineData("os.id", "os: { id: debian }")]
    [InlineData("os.id", "os: { version: '12' }")]
    [InlineData("os.id", "os: debian")]
    [InlineData("os.id", "")]
    [InlineData("os[*]", "os: { version: '12' }")]
    [InlineData("*", "kernel: { release: '6' }")]
    [InlineData("not a path", "os: { id: none }")]
    public void A_step_into_what_is_not_known_is_not_known(string path, string rest) =>
        Assert.Equal("unknown", Answer(path, rest, "object.?os.?id.orValue('none') == 'none'"));

    [Theory]
    [InlineData("object.configuration.files[0].mode == 420", "unknown")]
    [InlineData("object.configuration.files.all(f, f.mode == 420)", "unknown")]
    [InlineData("object.configuration.files.exists(f, f.mode == 420 || f.path == '/a')", "true")]
    [InlineData("object.configuration.files.all(f, f.mode == 420 && f.path == '/a')", "false")]
    [InlineData("has(object.configuration.files[0].mode)", "unknown")]
    [InlineData("object.configuration.files[0] == {'path': dyn('/a'), 'mode': dyn(420)}", "unknown")]
    [InlineData("object.configuration.files[0] == {'path': dyn('/c'), 'mode': dyn(420)}", "false")]
    [InlineData("object.configuration.files[0] in [{'path': dyn('/a'), 'mode': dyn(420)}]", "unknown")]
    [InlineData("size(object.configuration.files)", "2")]
    [InlineData("object.configuration.files[1].path", "\"/b\"")]
    [InlineData("object.configuration.files.map(f, f.path).join(',')", "\"/a,/b\"")]
    public void A_star_is_each_item(string expression, string expected) =>
        Assert.Equal(expected, Answer("configuration.files[*].mode", "configuration: { files: [{ path: /a, mode: 420 }, { path: /b }] }", expression, "Component"));

    [Theory]
    [InlineData("'c' in object.configuration.sysctls", "unknown")]
    [InlineData("'a' in object.configuration.sysctls", "true")]
    [InlineData("'b' in object.configuration.sysctls", "false")]
    [InlineData("size(object.configuration.sysctls)", "unknown")]
    [InlineData("object.configuration.sysctls == {'a': '1'}", "unknown")]
    [InlineData("object.configuration.sysctls == {'a': '2'}", "false")]
    [InlineData("{'a': '1'} == object.configuration.sysctls", "unknown")]
    [InlineData("object.configuration.sysctls.all(k, k == 'a')", "unknown")]
    [InlineData("object.configuration.sysctls.all(k, k != 'a')", "false")]
    [InlineData("object.configuration.sysctls.exists(k, k == 'a')", "true")]
    [InlineData("object.configuration.sysctls.exists(k, k == 'b')", "unknown")]
    [InlineData("object.configuration.sysctls[?'b'].orValue('none')", "\"none\"")]
    [InlineData("object.configuration.sysctls[?'c'].orValue('none')", "unknown")]
    [InlineData("object.configuration.sysctls[['c'][0]]", "unknown")]
    [InlineData("object.configuration.sysctls.transformMap(k, v, v)", "unknown")]
    public void A_field_that_is_not_there_may_be_there(string expression, string expected) =>
        Assert.Equal(expected, Answer("configuration.sysctls.c", "configuration: { sysctls: { a: '1' } }", expression, "Component"));

    [Theory]
    [InlineData("object.users[?9].hasValue()", "unknown")]
    [InlineData("object.users[0].name", "\"root\"")]
    [InlineData("size(object.users)", "unknown")]
    [InlineData("object.users.exists(u, u.name == 'root')", "true")]
    [InlineData("object.users.exists(u, u.name == 'eve')", "unknown")]
    public void An_item_that_is_not_there_may_be_there(string expression, string expected) =>
        Assert.Equal(expected, Answer("users[name=eve]", "users: [{ name: root }]", expression));

    [Fact]
    public void What_is_missing_names_the_path_and_the_reason()
    {
        var missing = Assert.IsType<EvidenceMissing>(Assert.Single(Evaluate("os.id", "", "object.os.id").AsUnknown().Missing)).Evidence;
        Assert.Equal("declared", missing.CodeName);
        Assert.Equal("Host/node: os.id", missing.What);
        Assert.Equal("permission denied", missing.Why);
    }

    // The configuration of a component may hold anything, so that no schema drops what a test writes there.
    private static string Answer(string path, string rest, string expression, string kind = "Host") =>
        Evaluate(path, rest, expression, kind) is { Kind: not CelKind.Unknown } value ? value.ToString() : "unknown";

    private static CelValue Evaluate(string path, string rest, string expression, string kind = "Host")
    {
        var text = $"apiVersion: evidence.redoubt.dev/v1\nkind: {kind}\nmetadata: {{ name: node }}\nunknown: [{{ path: '{path}', reason: permission denied }}]\n{rest}";
        var document = Assert.Single(DocumentReader.Read("node.yaml", text).Documents);
        var values = new TapeValues(document.Root.Tape, [document]);
        var environment = new CelEnvironmentBuilder(KubernetesEnvironments.For(KubernetesEnvironments.Newest, ExpressionKind.Stored))
            .Symbols(TapeValues.Symbol).Variable("object", CelType.Dyn).Library(CelLibraries.TwoVariableComprehensions).Build();
        var result = environment.Compile(expression);
        Assert.True(result.Program is not null, string.Join("; ", result.Problems));
        return result.Program.Evaluate(("object", values.Of(document.Root)));
    }
}
