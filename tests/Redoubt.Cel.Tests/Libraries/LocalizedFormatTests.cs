namespace Redoubt.Cel.Tests.Libraries;

/// <summary>`format` as Kubernetes has it: cel-go's before version 4.</summary>
public sealed class LocalizedFormatTests
{
    private static readonly CelEnvironment Before = new CelEnvironmentBuilder().Library(CelLibraries.Strings(2)).Build();

    [Theory]
    [InlineData("'%f'.format([1.0])", "1.000000")]
    [InlineData("'%.2f'.format([-1234567.891])", "-1,234,567.89")]
    [InlineData("'%.0f'.format([999.5])", "1,000")]
    [InlineData("'%.1f'.format([-123.0])", "-123.0")]
    [InlineData("'%f'.format([double('Infinity')])", "∞")]
    [InlineData("'%f'.format(['NaN'])", "NaN")]
    [InlineData("'%e'.format([3.14])", "3.140000×10⁰⁰")]
    [InlineData("'%.2e'.format([-0.00123])", "-1.230000×10⁻⁰³")]
    [InlineData("'%.15e'.format([1.0])", "  1.000000×10⁰⁰")]
    [InlineData("'%s %d'.format([1.5, 12345])", "1.5 12345")]
    [InlineData("'%s'.format([[1, 'a', b'b', 1.5, true, null, duration('1m'), timestamp('2000-01-01T00:00:00Z')]])",
        "[1, \"a\", b\"b\", 1.500000, true, null, duration(\"60s\"), timestamp(\"2000-01-01T00:00:00Z\")]")]
    [InlineData("'%s'.format([{'b': 1, 'a': ['x']}])", "{\"a\":[\"x\"], \"b\":1}")]
    public void A_clause_is_written_as_Americans_write(string expression, string text) =>
        Assert.Equal(CelValue.String(text), Language.Compile(Before, expression).Evaluate());

    [Theory]
    [InlineData("'%f'.format([1])")]
    [InlineData("'%e'.format(['1'])")]
    [InlineData("'%d'.format([1.0])")]
    public void A_clause_refuses_other_numbers(string expression) => Assert.Equal(CelKind.Error, Language.Compile(Before, expression).Evaluate().Kind);

    [Fact]
    public void The_examples_hold()
    {
        foreach (var example in Before.Functions.Single(function => function.Name == "format").Examples)
        {
            var value = Language.Compile(Before, example.Expression).Evaluate();
            Assert.Equal(example.Value is null ? CelKind.Error : CelKind.String, value.Kind);
            Assert.True(example.Value is null || Language.Compile(Before, example.Value).Evaluate() == value, example.Expression);
        }
    }
}
