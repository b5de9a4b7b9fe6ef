using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Tests.Machines.Units;

/// <summary>Units as systemd loads them: which file counts, what drop-ins change, what a command line becomes.</summary>
public sealed class SystemdUnitTests : IDisposable
{
    private const string Unit = "usr/lib/systemd/system/docker.service";
    private readonly TemporaryFolder _folder = new TemporaryFolder().With("etc/hostname", "node-1\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_stronger_directory_hides_the_unit_and_drop_ins_of_all_directories_are_read_by_name()
    {
        _folder.With(Unit, "[Service]\nExecStart=/old\n").With("etc/systemd/system/docker.service", "[Service]\nExecStart=/new --a\n")
            .With("usr/lib/systemd/system/docker.service.d/20-b.conf", "[Service]\nExecStart=\nExecStart=/new --b\n")
            .With("etc/systemd/system/docker.service.d/10-c.conf", "[Service]\nExecStart=\nExecStart=/new --c\n");

        Assert.Equal("/new --b", Line());
    }

    [Fact]
    public void A_drop_in_hides_its_like_in_a_weaker_directory_and_a_link_to_nothing_hides_it_altogether()
    {
        _folder.With(Unit, "[Service]\nExecStart=/d\n")
            .With("usr/lib/systemd/system/docker.service.d/10.conf", "[Service]\nEnvironment=A=1\n").With("etc/systemd/system/docker.service.d/10.conf", "[Service]\nEnvironment=B=2\n")
            .With("usr/lib/systemd/system/docker.service.d/20.conf", "[Service]\nEnvironment=C=3\n");
        File.CreateSymbolicLink(_folder["etc/systemd/system/docker.service.d/20.conf"], "/dev/null");

        Assert.Equal(["B"], Load().Environment.Keys);
    }

    [Theory]
    [InlineData("a-b-c.service", "a-b-.service.d")]
    [InlineData("a-b-c.service", "a-.service.d")]
    [InlineData("a-b-c.service", "service.d")]
    [InlineData("a@x.service", "a@.service.d")]
    public void Drop_ins_of_a_beginning_a_type_and_a_template_count(string unit, string folder)
    {
        _folder.With($"etc/systemd/system/{(unit.Contains('@', StringComparison.Ordinal) ? "a@.service" : unit)}", "[Service]\nExecStart=/d %i\n").With($"etc/systemd/system/{folder}/x.conf", "[Service]\nEnvironment=SEEN=1\n");

        Assert.Contains("SEEN", Load(unit).Environment.Keys);
    }

    [Fact]
    public void A_masked_unit_starts_nothing()
    {
        _folder.With(Unit, "[Service]\nExecStart=/d\n").With("etc/systemd/system/x", "");
        File.CreateSymbolicLink(_folder["etc/systemd/system/docker.service"], "/dev/null");

        Assert.True(Load().IsMasked);
        Assert.Empty(Load().Start);
    }

    [Theory]
    [InlineData("/d -H fd:// --log-level=info", "/d|-H|fd://|--log-level=info")]
    [InlineData("-/d 'a b' \"c d\" e\\x20f", "/d|a b|c d|e f")]
    [InlineData("@/d name x", "/d|x")]
    [InlineData(":/d $OPTS ${OPTS}", "/d|$OPTS|${OPTS}")]
    [InlineData("/d $OPTS", "/d|--x|y z")]
    [InlineData("/d ${OPTS}", "/d|--x 'y z'")]
    [InlineData("/d a${ONE}b $$HOME $NONE ${NONE}", "/d|a1b|$HOME|")]
    [InlineData("/d %n %p %H %%", "/d|docker.service|docker|node-1|%")]
    [InlineData("/d a \\\n # a comment\n  b", "/d|a|b")]
    public void A_command_line_becomes_the_arguments_of_the_process(string line, string expected)
    {
        _folder.With(Unit, $"[Service]\nEnvironment=ONE=1 \"OPTS=--x 'y z'\"\nExecStart={line}\n");

        Assert.Equal(expected, Line("|"));
    }

    [Fact]
    public void A_file_of_variables_is_over_Environment_and_an_argument_has_the_place_of_what_brought_it()
    {
        _folder.With(Unit, "[Service]\nEnvironment=OPTS=--a\nEnvironmentFile=-/etc/default/docker\nExecStart=/d $OPTS \\\n  --last\n").With("etc/default/docker", "# options\nOPTS=\"--b \\\n--c\"\n");

        Assert.Equal(
            [("--b", "/etc/default/docker", 2), ("--c", "/etc/default/docker", 2), ("--last", "/usr/lib/systemd/system/docker.service", 5)],
            Assert.Single(Load().Start).Arguments.Select(word => (word.Text, word.File, word.Line)));
    }

    [Theory]
    [InlineData("A='x # y' # z", "x # y# z")]
    [InlineData("A=x # y  ", "x # y")]
    [InlineData("A=\"x\\\"y\\$z\\n\"", "x\"y$z\\n")]
    [InlineData("A=x\\\ny", "xy")]
    [InlineData("A='x\ny'", "x\ny")]
    [InlineData("A=1\nA=2", "2")]
    [InlineData(";A=1\nA=\n", "")]
    public void A_file_of_variables_is_read_as_systemd_reads_it(string text, string expected)
    {
        _folder.With(Unit, "[Service]\nEnvironmentFile=/v\nExecStart=/d\n").With("v", text);

        Assert.Equal(expected, Load().Environment["A"].Text);
    }

    [Fact]
    public void A_file_that_must_be_there_and_is_not_is_a_problem_and_one_with_a_dash_is_none()
    {
        _folder.With(Unit, "[Service]\nEnvironmentFile=-/a\nEnvironmentFile=/b\nExecStart=/d\n");

        Assert.Equal(["/b: it is not there, though /usr/lib/systemd/system/docker.service line 3 names it"], Load().Problems);
    }

    [Fact]
    public void A_command_with_a_quote_that_does_not_end_is_a_problem()
    {
        _folder.With(Unit, "[Service]\nExecStart=/d \"a\n");

        Assert.Empty(Load().Start);
        Assert.Equal(["/usr/lib/systemd/system/docker.service: line 2: ExecStart has a quote that does not end or an escape that is none"], Load().Problems);
    }

    [Fact]
    public void A_unit_that_is_a_link_to_another_has_the_drop_ins_of_both_names()
    {
        _folder.With(Unit, "[Service]\nExecStart=/d\n").With("etc/systemd/system/docker.service.d/a.conf", "[Service]\nEnvironment=A=1\n").With("etc/systemd/system/engine.service.d/b.conf", "[Service]\nEnvironment=B=1\n");
        File.CreateSymbolicLink(_folder["etc/systemd/system/engine.service"], "/usr/lib/systemd/system/docker.service");

        Assert.Equal(["A", "B"], Load("engine.service").Environment.Keys);
    }

    private string Line(string separator = " ")
    {
        var command = Assert.Single(Load().Start);
        return string.Join(separator, command.Arguments.Select(word => word.Text).Prepend(command.Program));
    }

    private SystemdUnit Load(string name = "docker.service")
    {
        Assert.True(Machine.Open(_folder.Path, NodeLimits.Default).Found(out var machine));
        using (machine)
        {
            Assert.True(SystemdUnit.Of(machine, name).Found(out var unit));
            return unit;
        }
    }
}
