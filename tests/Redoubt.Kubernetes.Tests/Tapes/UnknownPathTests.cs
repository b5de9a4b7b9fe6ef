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
    [InlineData("object.files[0].mode == 420", "unknown")]
    [InlineData("object.files.all(f, f.mode == 420)", "unknown")]
    [InlineData("object.files.exists(f, f.mode == 420 || f.path == '/a')", "true")]
    [InlineData("object.files.all(f, f.mode == 420 && f.path == '/a')", "false")]
    [InlineData("has(object.files[0].mode)", "unknown")]
    [InlineData("object.files[0] == {'path': dyn('/a'), 'mode': dyn(420)}", "unknown")]
    [InlineData("object.files[0] == {'path': dyn('/c'), 'mode': dyn(420)}", "false")]
    [InlineData("object.files[0] in [{'path': dyn('/a'), 'mode': dyn(420)}]", "unknown")]
    [InlineData("size(object.files)", "2")]
    [InlineData("object.files[1].path", "\"/b\"")]
    [InlineData("object.files.map(f, f.path).join(',')", "\"/a,/b\"")]
    public void A_star_is_each_item(string expression, string expected) =>
        Assert.Equal(expected, Answer("files[*].mode", "files: [{ path: /a, mode: 420 }, { path: /b }]", expression));

    [Theory]
    [InlineData("'c' in object.sysctls", "unknown")]
    [InlineData("'a' in object.sysctls", "true")]
    [InlineData("'b' in object.sysctls", "false")]
    [InlineData("size(object.sysctls)", "unknown")]
    [InlineData("object.sysctls == {'a': '1'}", "unknown")]
    [InlineData("object.sysctls == {'a': '2'}", "false")]
    [InlineData("{'a': '1'} == object.sysctls", "unknown")]
    [InlineData("object.sysctls.all(k, k == 'a')", "unknown")]
    [InlineData("object.sysctls.all(k, k != 'a')", "false")]
    [InlineData("object.sysctls.exists(k, k == 'a')", "true")]
    [InlineData("object.sysctls.exists(k, k == 'b')", "unknown")]
    [InlineData("object.sysctls[?'b'].orValue('none')", "\"none\"")]
    [InlineData("object.sysctls[?'c'].orValue('none')", "unknown")]
    [InlineData("object.sysctls[['c'][0]]", "unknown")]
    [InlineData("object.sysctls.transformMap(k, v, v)", "unknown")]
    public void A_field_that_is_not_there_may_be_there(string expression, string expected) =>
        Assert.Equal(expected, Answer("sysctls.c", "sysctls: { a: '1' }", expression));

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

    private static string Answer(string path, string rest, string expression) =>
        Evaluate(path, rest, expression) is { Kind: not CelKind.Unknown } value ? value.ToString() : "unknown";

    private static CelValue Evaluate(string path, string rest, string expression)
    {
        var text = $"apiVersion: evidence.redoubt.dev/v1\nkind: Host\nmetadata: {{ name: node }}\nunknown: [{{ path: '{path}', reason: permission denied }}]\n{rest}";
        var document = Assert.Single(DocumentReader.Read("node.yaml", text).Documents);
        var values = new TapeValues(document.Root.Tape, [document]);
        var environment = new CelEnvironmentBuilder(KubernetesEnvironments.For(KubernetesEnvironments.Newest, ExpressionKind.Stored))
            .Symbols(TapeValues.Symbol).Variable("object", CelType.Dyn).Library(CelLibraries.TwoVariableComprehensions).Build();
        var result = environment.Compile(expression);
        Assert.True(result.Program is not null, string.Join("; ", result.Problems));
        return result.Program.Evaluate(("object", values.Of(document.Root)));
    }
}
