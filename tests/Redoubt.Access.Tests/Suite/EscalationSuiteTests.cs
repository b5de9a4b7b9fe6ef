using Redoubt.Access.Escalation;

namespace Redoubt.Access.Tests.Suite;

/// <summary>Who can become whom, as it was done at a running API server.</summary>
[NeedsSuite("access")]
public sealed class EscalationSuiteTests
{
    public static TheoryData<string> Cases => [.. Suites.Rows("access", () => AccessCase.Names)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Everybody_becomes_another_by_as_few_moves_as_they_can(string name)
    {
        var one = new AccessCase(name);
        var wrong = new List<string>();
        var rows = one.Rows("escalations.csv").ToArray();
        var escalations = new Escalations(one.Authorization, rows.Select(row => Subject(row[0])));
        foreach (var row in rows)
        {
            var found = escalations.Fewest(Subject(row[0]), row[1] == "cluster-admin" ? null : Subject(row[1]));
            var moves = found is null ? "never" : $"{found.Steps.Count}";
            if (moves != row[2])
            {
                wrong.Add($"{string.Join(',', row)}: {moves} {string.Join(" > ", found?.Steps.Select(step => $"{step.Move} {step.Gives}") ?? [])}");
            }
        }

        Assert.NotEmpty(rows);
        Assert.False(escalations.IsCut);
        Assert.Empty(wrong);
    }

    private static AccessSubject Subject(string text)
    {
        // The suite's own form: a user who is named like an account is a user.
        Assert.True(AccessSubject.TryParse(text, out var subject));
        return subject.Value;
    }
}
