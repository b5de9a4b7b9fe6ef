
namespace Redoubt.Access.Tests.Suite;

/// <summary>Requests and who may make them, as a running API server answered.</summary>
[NeedsSuite("access")]
public sealed class RequestSuiteTests
{
    public static TheoryData<string> Cases => [.. Suites.Rows("access", () => AccessCase.Names)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_request_is_answered_as_a_server_answers(string name)
    {
        var one = new AccessCase(name);
        var wrong = new List<string>();
        var rows = 0;
        foreach (var row in one.Rows("expected.csv"))
        {
            rows++;
            var request = Request(row);
            var answer = one.Authorization.Answer(request);
            var by = answer.Grant?.BindingLabel ?? (answer.IsAllowed ? AccessGroups.Masters : "");
            var isRight = answer.IsAllowed == (row[8] == "yes") && answer.Missing is null && (!answer.IsAllowed || row[9].Split(';').Contains(by));
            if (!isRight || (by.Length > 0 && by != AccessGroups.Masters && !one.Authorization.Grants(request).Select(grant => grant.BindingLabel).ToHashSet().SetEquals(row[9].Split(';'))))
            {
                wrong.Add($"{string.Join(',', row)}: {answer.IsAllowed} {by} {answer.Missing}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"requests: {rows - wrong.Count} of {rows} agree");
        Assert.True(rows > 0);
        Assert.Empty(wrong);
    }

    private static AccessRequest Request(string[] row) => new()
    {
        User = Subject(row[0]),
        Verb = row[1],
        Group = row[2],
        Resource = row[3],
        Subresource = row[4],
        Name = row[5],
        Namespace = row[6],
        Path = row[7].Length > 0 ? row[7] : null,
    };

    private static AccessUser Subject(string text)
    {
        var parts = text.Split(';');
        Assert.True(AccessSubject.TryParse(parts[0], out var subject));
        var user = subject.Value.AsUser();
        return user with { Groups = [.. user.Groups, .. parts.Skip(1).Select(part => part["Group:".Length..])] };
    }
}
