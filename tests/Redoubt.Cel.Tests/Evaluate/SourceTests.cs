namespace Redoubt.Cel.Tests.Evaluate;

/// <summary>Values from a source stay traceable, and reading them allocates nothing.</summary>
public sealed class SourceTests
{
    private static readonly CelEnvironment Environment = Language.Builder().Variable("x", CelType.Dyn).Build();

    private static readonly CelValue Pod = CelValue.Map(
        ("name", CelValue.String("web")),
        ("replicas", CelValue.Int(3)),
        ("spec", CelValue.Map(("containers", CelValue.List([.. Enumerable.Range(0, 10).Select(i => CelValue.Map(("image", CelValue.String($"r/{i}")), ("name", CelValue.String("c"))))])))));

    [Theory]
    [InlineData("x.name")]
    [InlineData("x.replicas")]
    [InlineData("x.spec.containers")]
    [InlineData("x.spec.containers[3]")]
    [InlineData("x.spec.containers[3].image")]
    [InlineData("x.spec.containers.filter(c, c.image == 'r/4')[0]")]
    [InlineData("x.?spec.?containers[?2].value()")]
    [InlineData("cel.bind(s, x.spec, s.containers)")]
    public void A_value_that_comes_from_a_source_knows_its_handle(string text)
    {
        var value = Language.Compile(Environment, text).Evaluate(("x", TestSource.Wrap(Pod)));
        Assert.True(value.TryGetSource(out var source, out var handle));
        Assert.Equal(value, source.Value(handle));
    }

    [Theory]
    [InlineData("x.name == 'web'")]
    [InlineData("x.replicas > 2 && x.replicas + 1 == 4")]
    [InlineData("has(x.spec.containers) && !has(x.spec.volumes)")]
    [InlineData("x.?spec.?nothing.?deeper.orValue(true)")]
    [InlineData("x.spec.containers.all(c, c.image.startsWith('r/') && c.name in ['a', 'b', 'c'])")]
    [InlineData("x.spec.containers.exists(c, c.image.endsWith('/8') && size(c.name) == 1)")]
    [InlineData("x.spec.containers[2].image != x.spec.containers[3].image")]
    public void Evaluation_over_a_source_allocates_nothing(string text)
    {
        var program = Language.Compile(Environment, text);
        var frame = new CelFrame(Environment) { ["x"] = TestSource.Wrap(Pod) };
        Assert.True(program.Evaluate(frame).IsTrue);
        Assert.Equal(0, Enumerable.Range(0, 100).Select(_ => Allocated(program, frame)).FirstOrDefault(bytes => bytes == 0, -1));
    }

    /// <summary>The bytes that a hundred evaluations allocate. The first ones run code that is not yet optimized, which may box.</summary>
    private static long Allocated(CelProgram program, CelFrame frame)
    {
        Thread.Sleep(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            program.Evaluate(frame);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void One_program_evaluates_on_many_threads()
    {
        var program = Language.Compile(Environment, "x.spec.containers.filter(c, c.image != 'r/1').map(c, c.name + x.name).size()");
        var x = TestSource.Wrap(Pod);
        Parallel.For(0, 64, _ =>
        {
            var frame = new CelFrame(Environment) { ["x"] = x };
            for (var i = 0; i < 100; i++)
            {
                Assert.Equal(CelValue.Int(9), program.Evaluate(frame));
            }
        });
    }
}
