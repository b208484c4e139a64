// Divisions and remainders by constants against the same with a divisor that is only known at run time: every divisor's edge
// values, as methods that get hot.
// covers: integer arithmetic
using System;
using System.Runtime.CompilerServices;

static class JitDivision
{
    static int mistakes;
    static ulong sum;

    static void Note(bool isRight, string what, object x)
    {
        if (isRight) return;
        if (mistakes++ < 20) Console.WriteLine(what + " of " + x + " is wrong");
    }

    static ulong random = 88172645463325252;

    static ulong Next()
    {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        return random;
    }
    static int IntQuotient0(int x) { return x / (2); }
    static int IntRemainder0(int x) { return x % (2); }
    static int IntHalf0(int x) { return x < 0 ? -1 : x / (2) + x % (2); }
    static int IntQuotient1(int x) { return x / (3); }
    static int IntRemainder1(int x) { return x % (3); }
    static int IntHalf1(int x) { return x < 0 ? -1 : x / (3) + x % (3); }
    static int IntQuotient2(int x) { return x / (5); }
    static int IntRemainder2(int x) { return x % (5); }
    static int IntHalf2(int x) { return x < 0 ? -1 : x / (5) + x % (5); }
    static int IntQuotient3(int x) { return x / (6); }
    static int IntRemainder3(int x) { return x % (6); }
    static int IntHalf3(int x) { return x < 0 ? -1 : x / (6) + x % (6); }
    static int IntQuotient4(int x) { return x / (7); }
    static int IntRemainder4(int x) { return x % (7); }
    static int IntHalf4(int x) { return x < 0 ? -1 : x / (7) + x % (7); }
    static int IntQuotient5(int x) { return x / (9); }
    static int IntRemainder5(int x) { return x % (9); }
    static int IntHalf5(int x) { return x < 0 ? -1 : x / (9) + x % (9); }
    static int IntQuotient6(int x) { return x / (10); }
    static int IntRemainder6(int x) { return x % (10); }
    static int IntHalf6(int x) { return x < 0 ? -1 : x / (10) + x % (10); }
    static int IntQuotient7(int x) { return x / (12); }
    static int IntRemainder7(int x) { return x % (12); }
    static int IntHalf7(int x) { return x < 0 ? -1 : x / (12) + x % (12); }
    static int IntQuotient8(int x) { return x / (16); }
    static int IntRemainder8(int x) { return x % (16); }
    static int IntHalf8(int x) { return x < 0 ? -1 : x / (16) + x % (16); }
    static int IntQuotient9(int x) { return x / (25); }
    static int IntRemainder9(int x) { return x % (25); }
    static int IntHalf9(int x) { return x < 0 ? -1 : x / (25) + x % (25); }
    static int IntQuotient10(int x) { return x / (28); }
    static int IntRemainder10(int x) { return x % (28); }
    static int IntHalf10(int x) { return x < 0 ? -1 : x / (28) + x % (28); }
    static int IntQuotient11(int x) { return x / (60); }
    static int IntRemainder11(int x) { return x % (60); }
    static int IntHalf11(int x) { return x < 0 ? -1 : x / (60) + x % (60); }
    static int IntQuotient12(int x) { return x / (97); }
    static int IntRemainder12(int x) { return x % (97); }
    static int IntHalf12(int x) { return x < 0 ? -1 : x / (97) + x % (97); }
    static int IntQuotient13(int x) { return x / (100); }
    static int IntRemainder13(int x) { return x % (100); }
    static int IntHalf13(int x) { return x < 0 ? -1 : x / (100) + x % (100); }
    static int IntQuotient14(int x) { return x / (125); }
    static int IntRemainder14(int x) { return x % (125); }
    static int IntHalf14(int x) { return x < 0 ? -1 : x / (125) + x % (125); }
    static int IntQuotient15(int x) { return x / (127); }
    static int IntRemainder15(int x) { return x % (127); }
    static int IntHalf15(int x) { return x < 0 ? -1 : x / (127) + x % (127); }
    static int IntQuotient16(int x) { return x / (128); }
    static int IntRemainder16(int x) { return x % (128); }
    static int IntHalf16(int x) { return x < 0 ? -1 : x / (128) + x % (128); }
    static int IntQuotient17(int x) { return x / (255); }
    static int IntRemainder17(int x) { return x % (255); }
    static int IntHalf17(int x) { return x < 0 ? -1 : x / (255) + x % (255); }
    static int IntQuotient18(int x) { return x / (641); }
    static int IntRemainder18(int x) { return x % (641); }
    static int IntHalf18(int x) { return x < 0 ? -1 : x / (641) + x % (641); }
    static int IntQuotient19(int x) { return x / (1000); }
    static int IntRemainder19(int x) { return x % (1000); }
    static int IntHalf19(int x) { return x < 0 ? -1 : x / (1000) + x % (1000); }
    static int IntQuotient20(int x) { return x / (1024); }
    static int IntRemainder20(int x) { return x % (1024); }
    static int IntHalf20(int x) { return x < 0 ? -1 : x / (1024) + x % (1024); }
    static int IntQuotient21(int x) { return x / (10007); }
    static int IntRemainder21(int x) { return x % (10007); }
    static int IntHalf21(int x) { return x < 0 ? -1 : x / (10007) + x % (10007); }
    static int IntQuotient22(int x) { return x / (65535); }
    static int IntRemainder22(int x) { return x % (65535); }
    static int IntHalf22(int x) { return x < 0 ? -1 : x / (65535) + x % (65535); }
    static int IntQuotient23(int x) { return x / (65536); }
    static int IntRemainder23(int x) { return x % (65536); }
    static int IntHalf23(int x) { return x < 0 ? -1 : x / (65536) + x % (65536); }
    static int IntQuotient24(int x) { return x / (65537); }
    static int IntRemainder24(int x) { return x % (65537); }
    static int IntHalf24(int x) { return x < 0 ? -1 : x / (65537) + x % (65537); }
    static int IntQuotient25(int x) { return x / (1000000); }
    static int IntRemainder25(int x) { return x % (1000000); }
    static int IntHalf25(int x) { return x < 0 ? -1 : x / (1000000) + x % (1000000); }
    static int IntQuotient26(int x) { return x / (16777216); }
    static int IntRemainder26(int x) { return x % (16777216); }
    static int IntHalf26(int x) { return x < 0 ? -1 : x / (16777216) + x % (16777216); }
    static int IntQuotient27(int x) { return x / (715827883); }
    static int IntRemainder27(int x) { return x % (715827883); }
    static int IntHalf27(int x) { return x < 0 ? -1 : x / (715827883) + x % (715827883); }
    static int IntQuotient28(int x) { return x / (1073741823); }
    static int IntRemainder28(int x) { return x % (1073741823); }
    static int IntHalf28(int x) { return x < 0 ? -1 : x / (1073741823) + x % (1073741823); }
    static int IntQuotient29(int x) { return x / (1073741824); }
    static int IntRemainder29(int x) { return x % (1073741824); }
    static int IntHalf29(int x) { return x < 0 ? -1 : x / (1073741824) + x % (1073741824); }
    static int IntQuotient30(int x) { return x / (1073741825); }
    static int IntRemainder30(int x) { return x % (1073741825); }
    static int IntHalf30(int x) { return x < 0 ? -1 : x / (1073741825) + x % (1073741825); }
    static int IntQuotient31(int x) { return x / (2147483646); }
    static int IntRemainder31(int x) { return x % (2147483646); }
    static int IntHalf31(int x) { return x < 0 ? -1 : x / (2147483646) + x % (2147483646); }
    static int IntQuotient32(int x) { return x / (2147483647); }
    static int IntRemainder32(int x) { return x % (2147483647); }
    static int IntHalf32(int x) { return x < 0 ? -1 : x / (2147483647) + x % (2147483647); }
    static int IntQuotient33(int x) { return x / (-2); }
    static int IntRemainder33(int x) { return x % (-2); }
    static int IntQuotient34(int x) { return x / (-3); }
    static int IntRemainder34(int x) { return x % (-3); }
    static int IntQuotient35(int x) { return x / (-7); }
    static int IntRemainder35(int x) { return x % (-7); }
    static int IntQuotient36(int x) { return x / (-10); }
    static int IntRemainder36(int x) { return x % (-10); }
    static int IntQuotient37(int x) { return x / (-16); }
    static int IntRemainder37(int x) { return x % (-16); }
    static int IntQuotient38(int x) { return x / (-1000); }
    static int IntRemainder38(int x) { return x % (-1000); }
    static int IntQuotient39(int x) { return x / (-65537); }
    static int IntRemainder39(int x) { return x % (-65537); }
    static int IntQuotient40(int x) { return x / (-1073741824); }
    static int IntRemainder40(int x) { return x % (-1073741824); }
    static int IntQuotient41(int x) { return x / (-2147483647); }
    static int IntRemainder41(int x) { return x % (-2147483647); }
    static int IntQuotient42(int x) { return x / (-2147483648); }
    static int IntRemainder42(int x) { return x % (-2147483648); }
    static int IntQuotient43(int x) { return x / (1); }
    static int IntRemainder43(int x) { return x % (1); }
    static int IntHalf43(int x) { return x < 0 ? -1 : x / (1) + x % (1); }
    static void IntDivisor(int d, Func<int, int> quotient, Func<int, int> remainder)
    {
        for (int i = -40; i < 120; i++)
        {
            int x;
            unchecked
            {
                if (i < 0) x = (int)(d * (int)(i + 20) + (int)(i % 3));
                else if (i < 40) x = (int)(int.MaxValue - (int)i);
                else if (i < 80) x = (int)(int.MinValue + (int)(i - 40));
                else x = (int)(Next() >> (i % 32));
            }
            if (x == int.MinValue && d == -1) continue;
            int q = x / d, r = x % d;
            Note(quotient(x) == q, "int quotient by " + d, x);
            Note(remainder(x) == r, "int remainder by " + d, x);
            unchecked { sum = sum * 31 + (ulong)quotient(x) + (ulong)remainder(x) * 7; }
        }
    }

    static void IntAll()
    {
        IntDivisor((2), IntQuotient0, IntRemainder0);
        for (int x = -3; x < 300; x += 7) Note(IntHalf0(x) == (x < 0 ? -1 : Run(x, (2))), "int half 2", x);
        IntDivisor((3), IntQuotient1, IntRemainder1);
        for (int x = -3; x < 300; x += 7) Note(IntHalf1(x) == (x < 0 ? -1 : Run(x, (3))), "int half 3", x);
        IntDivisor((5), IntQuotient2, IntRemainder2);
        for (int x = -3; x < 300; x += 7) Note(IntHalf2(x) == (x < 0 ? -1 : Run(x, (5))), "int half 5", x);
        IntDivisor((6), IntQuotient3, IntRemainder3);
        for (int x = -3; x < 300; x += 7) Note(IntHalf3(x) == (x < 0 ? -1 : Run(x, (6))), "int half 6", x);
        IntDivisor((7), IntQuotient4, IntRemainder4);
        for (int x = -3; x < 300; x += 7) Note(IntHalf4(x) == (x < 0 ? -1 : Run(x, (7))), "int half 7", x);
        IntDivisor((9), IntQuotient5, IntRemainder5);
        for (int x = -3; x < 300; x += 7) Note(IntHalf5(x) == (x < 0 ? -1 : Run(x, (9))), "int half 9", x);
        IntDivisor((10), IntQuotient6, IntRemainder6);
        for (int x = -3; x < 300; x += 7) Note(IntHalf6(x) == (x < 0 ? -1 : Run(x, (10))), "int half 10", x);
        IntDivisor((12), IntQuotient7, IntRemainder7);
        for (int x = -3; x < 300; x += 7) Note(IntHalf7(x) == (x < 0 ? -1 : Run(x, (12))), "int half 12", x);
        IntDivisor((16), IntQuotient8, IntRemainder8);
        for (int x = -3; x < 300; x += 7) Note(IntHalf8(x) == (x < 0 ? -1 : Run(x, (16))), "int half 16", x);
        IntDivisor((25), IntQuotient9, IntRemainder9);
        for (int x = -3; x < 300; x += 7) Note(IntHalf9(x) == (x < 0 ? -1 : Run(x, (25))), "int half 25", x);
        IntDivisor((28), IntQuotient10, IntRemainder10);
        for (int x = -3; x < 300; x += 7) Note(IntHalf10(x) == (x < 0 ? -1 : Run(x, (28))), "int half 28", x);
        IntDivisor((60), IntQuotient11, IntRemainder11);
        for (int x = -3; x < 300; x += 7) Note(IntHalf11(x) == (x < 0 ? -1 : Run(x, (60))), "int half 60", x);
        IntDivisor((97), IntQuotient12, IntRemainder12);
        for (int x = -3; x < 300; x += 7) Note(IntHalf12(x) == (x < 0 ? -1 : Run(x, (97))), "int half 97", x);
        IntDivisor((100), IntQuotient13, IntRemainder13);
        for (int x = -3; x < 300; x += 7) Note(IntHalf13(x) == (x < 0 ? -1 : Run(x, (100))), "int half 100", x);
        IntDivisor((125), IntQuotient14, IntRemainder14);
        for (int x = -3; x < 300; x += 7) Note(IntHalf14(x) == (x < 0 ? -1 : Run(x, (125))), "int half 125", x);
        IntDivisor((127), IntQuotient15, IntRemainder15);
        for (int x = -3; x < 300; x += 7) Note(IntHalf15(x) == (x < 0 ? -1 : Run(x, (127))), "int half 127", x);
        IntDivisor((128), IntQuotient16, IntRemainder16);
        for (int x = -3; x < 300; x += 7) Note(IntHalf16(x) == (x < 0 ? -1 : Run(x, (128))), "int half 128", x);
        IntDivisor((255), IntQuotient17, IntRemainder17);
        for (int x = -3; x < 300; x += 7) Note(IntHalf17(x) == (x < 0 ? -1 : Run(x, (255))), "int half 255", x);
        IntDivisor((641), IntQuotient18, IntRemainder18);
        for (int x = -3; x < 300; x += 7) Note(IntHalf18(x) == (x < 0 ? -1 : Run(x, (641))), "int half 641", x);
        IntDivisor((1000), IntQuotient19, IntRemainder19);
        for (int x = -3; x < 300; x += 7) Note(IntHalf19(x) == (x < 0 ? -1 : Run(x, (1000))), "int half 1000", x);
        IntDivisor((1024), IntQuotient20, IntRemainder20);
        for (int x = -3; x < 300; x += 7) Note(IntHalf20(x) == (x < 0 ? -1 : Run(x, (1024))), "int half 1024", x);
        IntDivisor((10007), IntQuotient21, IntRemainder21);
        for (int x = -3; x < 300; x += 7) Note(IntHalf21(x) == (x < 0 ? -1 : Run(x, (10007))), "int half 10007", x);
        IntDivisor((65535), IntQuotient22, IntRemainder22);
        for (int x = -3; x < 300; x += 7) Note(IntHalf22(x) == (x < 0 ? -1 : Run(x, (65535))), "int half 65535", x);
        IntDivisor((65536), IntQuotient23, IntRemainder23);
        for (int x = -3; x < 300; x += 7) Note(IntHalf23(x) == (x < 0 ? -1 : Run(x, (65536))), "int half 65536", x);
        IntDivisor((65537), IntQuotient24, IntRemainder24);
        for (int x = -3; x < 300; x += 7) Note(IntHalf24(x) == (x < 0 ? -1 : Run(x, (65537))), "int half 65537", x);
        IntDivisor((1000000), IntQuotient25, IntRemainder25);
        for (int x = -3; x < 300; x += 7) Note(IntHalf25(x) == (x < 0 ? -1 : Run(x, (1000000))), "int half 1000000", x);
        IntDivisor((16777216), IntQuotient26, IntRemainder26);
        for (int x = -3; x < 300; x += 7) Note(IntHalf26(x) == (x < 0 ? -1 : Run(x, (16777216))), "int half 16777216", x);
        IntDivisor((715827883), IntQuotient27, IntRemainder27);
        for (int x = -3; x < 300; x += 7) Note(IntHalf27(x) == (x < 0 ? -1 : Run(x, (715827883))), "int half 715827883", x);
        IntDivisor((1073741823), IntQuotient28, IntRemainder28);
        for (int x = -3; x < 300; x += 7) Note(IntHalf28(x) == (x < 0 ? -1 : Run(x, (1073741823))), "int half 1073741823", x);
        IntDivisor((1073741824), IntQuotient29, IntRemainder29);
        for (int x = -3; x < 300; x += 7) Note(IntHalf29(x) == (x < 0 ? -1 : Run(x, (1073741824))), "int half 1073741824", x);
        IntDivisor((1073741825), IntQuotient30, IntRemainder30);
        for (int x = -3; x < 300; x += 7) Note(IntHalf30(x) == (x < 0 ? -1 : Run(x, (1073741825))), "int half 1073741825", x);
        IntDivisor((2147483646), IntQuotient31, IntRemainder31);
        for (int x = -3; x < 300; x += 7) Note(IntHalf31(x) == (x < 0 ? -1 : Run(x, (2147483646))), "int half 2147483646", x);
        IntDivisor((2147483647), IntQuotient32, IntRemainder32);
        for (int x = -3; x < 300; x += 7) Note(IntHalf32(x) == (x < 0 ? -1 : Run(x, (2147483647))), "int half 2147483647", x);
        IntDivisor((-2), IntQuotient33, IntRemainder33);
        IntDivisor((-3), IntQuotient34, IntRemainder34);
        IntDivisor((-7), IntQuotient35, IntRemainder35);
        IntDivisor((-10), IntQuotient36, IntRemainder36);
        IntDivisor((-16), IntQuotient37, IntRemainder37);
        IntDivisor((-1000), IntQuotient38, IntRemainder38);
        IntDivisor((-65537), IntQuotient39, IntRemainder39);
        IntDivisor((-1073741824), IntQuotient40, IntRemainder40);
        IntDivisor((-2147483647), IntQuotient41, IntRemainder41);
        IntDivisor((-2147483648), IntQuotient42, IntRemainder42);
        IntDivisor((1), IntQuotient43, IntRemainder43);
        for (int x = -3; x < 300; x += 7) Note(IntHalf43(x) == (x < 0 ? -1 : Run(x, (1))), "int half 1", x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Run(int x, int d) { return x / d + x % d; }

    static uint UintQuotient0(uint x) { return x / 1u; }
    static uint UintRemainder0(uint x) { return x % 1u; }
    static uint UintQuotient1(uint x) { return x / 2u; }
    static uint UintRemainder1(uint x) { return x % 2u; }
    static uint UintQuotient2(uint x) { return x / 3u; }
    static uint UintRemainder2(uint x) { return x % 3u; }
    static uint UintQuotient3(uint x) { return x / 5u; }
    static uint UintRemainder3(uint x) { return x % 5u; }
    static uint UintQuotient4(uint x) { return x / 6u; }
    static uint UintRemainder4(uint x) { return x % 6u; }
    static uint UintQuotient5(uint x) { return x / 7u; }
    static uint UintRemainder5(uint x) { return x % 7u; }
    static uint UintQuotient6(uint x) { return x / 9u; }
    static uint UintRemainder6(uint x) { return x % 9u; }
    static uint UintQuotient7(uint x) { return x / 10u; }
    static uint UintRemainder7(uint x) { return x % 10u; }
    static uint UintQuotient8(uint x) { return x / 11u; }
    static uint UintRemainder8(uint x) { return x % 11u; }
    static uint UintQuotient9(uint x) { return x / 12u; }
    static uint UintRemainder9(uint x) { return x % 12u; }
    static uint UintQuotient10(uint x) { return x / 14u; }
    static uint UintRemainder10(uint x) { return x % 14u; }
    static uint UintQuotient11(uint x) { return x / 19u; }
    static uint UintRemainder11(uint x) { return x % 19u; }
    static uint UintQuotient12(uint x) { return x / 25u; }
    static uint UintRemainder12(uint x) { return x % 25u; }
    static uint UintQuotient13(uint x) { return x / 28u; }
    static uint UintRemainder13(uint x) { return x % 28u; }
    static uint UintQuotient14(uint x) { return x / 60u; }
    static uint UintRemainder14(uint x) { return x % 60u; }
    static uint UintQuotient15(uint x) { return x / 97u; }
    static uint UintRemainder15(uint x) { return x % 97u; }
    static uint UintQuotient16(uint x) { return x / 100u; }
    static uint UintRemainder16(uint x) { return x % 100u; }
    static uint UintQuotient17(uint x) { return x / 127u; }
    static uint UintRemainder17(uint x) { return x % 127u; }
    static uint UintQuotient18(uint x) { return x / 255u; }
    static uint UintRemainder18(uint x) { return x % 255u; }
    static uint UintQuotient19(uint x) { return x / 641u; }
    static uint UintRemainder19(uint x) { return x % 641u; }
    static uint UintQuotient20(uint x) { return x / 1000u; }
    static uint UintRemainder20(uint x) { return x % 1000u; }
    static uint UintQuotient21(uint x) { return x / 1024u; }
    static uint UintRemainder21(uint x) { return x % 1024u; }
    static uint UintQuotient22(uint x) { return x / 10007u; }
    static uint UintRemainder22(uint x) { return x % 10007u; }
    static uint UintQuotient23(uint x) { return x / 65535u; }
    static uint UintRemainder23(uint x) { return x % 65535u; }
    static uint UintQuotient24(uint x) { return x / 65536u; }
    static uint UintRemainder24(uint x) { return x % 65536u; }
    static uint UintQuotient25(uint x) { return x / 65537u; }
    static uint UintRemainder25(uint x) { return x % 65537u; }
    static uint UintQuotient26(uint x) { return x / 1000000u; }
    static uint UintRemainder26(uint x) { return x % 1000000u; }
    static uint UintQuotient27(uint x) { return x / 715827883u; }
    static uint UintRemainder27(uint x) { return x % 715827883u; }
    static uint UintQuotient28(uint x) { return x / 2147483647u; }
    static uint UintRemainder28(uint x) { return x % 2147483647u; }
    static uint UintQuotient29(uint x) { return x / 2147483648u; }
    static uint UintRemainder29(uint x) { return x % 2147483648u; }
    static uint UintQuotient30(uint x) { return x / 2147483649u; }
    static uint UintRemainder30(uint x) { return x % 2147483649u; }
    static uint UintQuotient31(uint x) { return x / 4294967294u; }
    static uint UintRemainder31(uint x) { return x % 4294967294u; }
    static uint UintQuotient32(uint x) { return x / 4294967295u; }
    static uint UintRemainder32(uint x) { return x % 4294967295u; }
    static void UintDivisor(uint d, Func<uint, uint> quotient, Func<uint, uint> remainder)
    {
        for (int i = -40; i < 120; i++)
        {
            uint x;
            unchecked
            {
                if (i < 0) x = (uint)(d * (uint)(i + 20) + (uint)(i % 3));
                else if (i < 40) x = (uint)(uint.MaxValue - (uint)i);
                else if (i < 80) x = (uint)(uint.MinValue + (uint)(i - 40));
                else x = (uint)(Next() >> (i % 32));
            }
            uint q = x / d, r = x % d;
            Note(quotient(x) == q, "uint quotient by " + d, x);
            Note(remainder(x) == r, "uint remainder by " + d, x);
            unchecked { sum = sum * 31 + (ulong)quotient(x) + (ulong)remainder(x) * 7; }
        }
    }

    static void UintAll()
    {
        UintDivisor(1u, UintQuotient0, UintRemainder0);
        UintDivisor(2u, UintQuotient1, UintRemainder1);
        UintDivisor(3u, UintQuotient2, UintRemainder2);
        UintDivisor(5u, UintQuotient3, UintRemainder3);
        UintDivisor(6u, UintQuotient4, UintRemainder4);
        UintDivisor(7u, UintQuotient5, UintRemainder5);
        UintDivisor(9u, UintQuotient6, UintRemainder6);
        UintDivisor(10u, UintQuotient7, UintRemainder7);
        UintDivisor(11u, UintQuotient8, UintRemainder8);
        UintDivisor(12u, UintQuotient9, UintRemainder9);
        UintDivisor(14u, UintQuotient10, UintRemainder10);
        UintDivisor(19u, UintQuotient11, UintRemainder11);
        UintDivisor(25u, UintQuotient12, UintRemainder12);
        UintDivisor(28u, UintQuotient13, UintRemainder13);
        UintDivisor(60u, UintQuotient14, UintRemainder14);
        UintDivisor(97u, UintQuotient15, UintRemainder15);
        UintDivisor(100u, UintQuotient16, UintRemainder16);
        UintDivisor(127u, UintQuotient17, UintRemainder17);
        UintDivisor(255u, UintQuotient18, UintRemainder18);
        UintDivisor(641u, UintQuotient19, UintRemainder19);
        UintDivisor(1000u, UintQuotient20, UintRemainder20);
        UintDivisor(1024u, UintQuotient21, UintRemainder21);
        UintDivisor(10007u, UintQuotient22, UintRemainder22);
        UintDivisor(65535u, UintQuotient23, UintRemainder23);
        UintDivisor(65536u, UintQuotient24, UintRemainder24);
        UintDivisor(65537u, UintQuotient25, UintRemainder25);
        UintDivisor(1000000u, UintQuotient26, UintRemainder26);
        UintDivisor(715827883u, UintQuotient27, UintRemainder27);
        UintDivisor(2147483647u, UintQuotient28, UintRemainder28);
        UintDivisor(2147483648u, UintQuotient29, UintRemainder29);
        UintDivisor(2147483649u, UintQuotient30, UintRemainder30);
        UintDivisor(4294967294u, UintQuotient31, UintRemainder31);
        UintDivisor(4294967295u, UintQuotient32, UintRemainder32);
    }

    static long LongQuotient0(long x) { return x / (2L); }
    static long LongRemainder0(long x) { return x % (2L); }
    static long LongHalf0(long x) { return x < 0 ? -1 : x / (2L) + x % (2L); }
    static long LongQuotient1(long x) { return x / (3L); }
    static long LongRemainder1(long x) { return x % (3L); }
    static long LongHalf1(long x) { return x < 0 ? -1 : x / (3L) + x % (3L); }
    static long LongQuotient2(long x) { return x / (5L); }
    static long LongRemainder2(long x) { return x % (5L); }
    static long LongHalf2(long x) { return x < 0 ? -1 : x / (5L) + x % (5L); }
    static long LongQuotient3(long x) { return x / (6L); }
    static long LongRemainder3(long x) { return x % (6L); }
    static long LongHalf3(long x) { return x < 0 ? -1 : x / (6L) + x % (6L); }
    static long LongQuotient4(long x) { return x / (7L); }
    static long LongRemainder4(long x) { return x % (7L); }
    static long LongHalf4(long x) { return x < 0 ? -1 : x / (7L) + x % (7L); }
    static long LongQuotient5(long x) { return x / (9L); }
    static long LongRemainder5(long x) { return x % (9L); }
    static long LongHalf5(long x) { return x < 0 ? -1 : x / (9L) + x % (9L); }
    static long LongQuotient6(long x) { return x / (10L); }
    static long LongRemainder6(long x) { return x % (10L); }
    static long LongHalf6(long x) { return x < 0 ? -1 : x / (10L) + x % (10L); }
    static long LongQuotient7(long x) { return x / (12L); }
    static long LongRemainder7(long x) { return x % (12L); }
    static long LongHalf7(long x) { return x < 0 ? -1 : x / (12L) + x % (12L); }
    static long LongQuotient8(long x) { return x / (25L); }
    static long LongRemainder8(long x) { return x % (25L); }
    static long LongHalf8(long x) { return x < 0 ? -1 : x / (25L) + x % (25L); }
    static long LongQuotient9(long x) { return x / (60L); }
    static long LongRemainder9(long x) { return x % (60L); }
    static long LongHalf9(long x) { return x < 0 ? -1 : x / (60L) + x % (60L); }
    static long LongQuotient10(long x) { return x / (97L); }
    static long LongRemainder10(long x) { return x % (97L); }
    static long LongHalf10(long x) { return x < 0 ? -1 : x / (97L) + x % (97L); }
    static long LongQuotient11(long x) { return x / (100L); }
    static long LongRemainder11(long x) { return x % (100L); }
    static long LongHalf11(long x) { return x < 0 ? -1 : x / (100L) + x % (100L); }
    static long LongQuotient12(long x) { return x / (125L); }
    static long LongRemainder12(long x) { return x % (125L); }
    static long LongHalf12(long x) { return x < 0 ? -1 : x / (125L) + x % (125L); }
    static long LongQuotient13(long x) { return x / (128L); }
    static long LongRemainder13(long x) { return x % (128L); }
    static long LongHalf13(long x) { return x < 0 ? -1 : x / (128L) + x % (128L); }
    static long LongQuotient14(long x) { return x / (641L); }
    static long LongRemainder14(long x) { return x % (641L); }
    static long LongHalf14(long x) { return x < 0 ? -1 : x / (641L) + x % (641L); }
    static long LongQuotient15(long x) { return x / (1000L); }
    static long LongRemainder15(long x) { return x % (1000L); }
    static long LongHalf15(long x) { return x < 0 ? -1 : x / (1000L) + x % (1000L); }
    static long LongQuotient16(long x) { return x / (10007L); }
    static long LongRemainder16(long x) { return x % (10007L); }
    static long LongHalf16(long x) { return x < 0 ? -1 : x / (10007L) + x % (10007L); }
    static long LongQuotient17(long x) { return x / (65536L); }
    static long LongRemainder17(long x) { return x % (65536L); }
    static long LongHalf17(long x) { return x < 0 ? -1 : x / (65536L) + x % (65536L); }
    static long LongQuotient18(long x) { return x / (1000000007L); }
    static long LongRemainder18(long x) { return x % (1000000007L); }
    static long LongHalf18(long x) { return x < 0 ? -1 : x / (1000000007L) + x % (1000000007L); }
    static long LongQuotient19(long x) { return x / (4294967296L); }
    static long LongRemainder19(long x) { return x % (4294967296L); }
    static long LongHalf19(long x) { return x < 0 ? -1 : x / (4294967296L) + x % (4294967296L); }
    static long LongQuotient20(long x) { return x / (4294967297L); }
    static long LongRemainder20(long x) { return x % (4294967297L); }
    static long LongHalf20(long x) { return x < 0 ? -1 : x / (4294967297L) + x % (4294967297L); }
    static long LongQuotient21(long x) { return x / (6700417L); }
    static long LongRemainder21(long x) { return x % (6700417L); }
    static long LongHalf21(long x) { return x < 0 ? -1 : x / (6700417L) + x % (6700417L); }
    static long LongQuotient22(long x) { return x / (10000000000L); }
    static long LongRemainder22(long x) { return x % (10000000000L); }
    static long LongHalf22(long x) { return x < 0 ? -1 : x / (10000000000L) + x % (10000000000L); }
    static long LongQuotient23(long x) { return x / (9007199254740993L); }
    static long LongRemainder23(long x) { return x % (9007199254740993L); }
    static long LongHalf23(long x) { return x < 0 ? -1 : x / (9007199254740993L) + x % (9007199254740993L); }
    static long LongQuotient24(long x) { return x / (4611686018427387904L); }
    static long LongRemainder24(long x) { return x % (4611686018427387904L); }
    static long LongHalf24(long x) { return x < 0 ? -1 : x / (4611686018427387904L) + x % (4611686018427387904L); }
    static long LongQuotient25(long x) { return x / (4611686018427387905L); }
    static long LongRemainder25(long x) { return x % (4611686018427387905L); }
    static long LongHalf25(long x) { return x < 0 ? -1 : x / (4611686018427387905L) + x % (4611686018427387905L); }
    static long LongQuotient26(long x) { return x / (9223372036854775806L); }
    static long LongRemainder26(long x) { return x % (9223372036854775806L); }
    static long LongHalf26(long x) { return x < 0 ? -1 : x / (9223372036854775806L) + x % (9223372036854775806L); }
    static long LongQuotient27(long x) { return x / (9223372036854775807L); }
    static long LongRemainder27(long x) { return x % (9223372036854775807L); }
    static long LongHalf27(long x) { return x < 0 ? -1 : x / (9223372036854775807L) + x % (9223372036854775807L); }
    static long LongQuotient28(long x) { return x / (1L); }
    static long LongRemainder28(long x) { return x % (1L); }
    static long LongHalf28(long x) { return x < 0 ? -1 : x / (1L) + x % (1L); }
    static long LongQuotient29(long x) { return x / (-2L); }
    static long LongRemainder29(long x) { return x % (-2L); }
    static long LongQuotient30(long x) { return x / (-3L); }
    static long LongRemainder30(long x) { return x % (-3L); }
    static long LongQuotient31(long x) { return x / (-7L); }
    static long LongRemainder31(long x) { return x % (-7L); }
    static long LongQuotient32(long x) { return x / (-10L); }
    static long LongRemainder32(long x) { return x % (-10L); }
    static long LongQuotient33(long x) { return x / (-1024L); }
    static long LongRemainder33(long x) { return x % (-1024L); }
    static long LongQuotient34(long x) { return x / (-1000000007L); }
    static long LongRemainder34(long x) { return x % (-1000000007L); }
    static long LongQuotient35(long x) { return x / (-9223372036854775807L); }
    static long LongRemainder35(long x) { return x % (-9223372036854775807L); }
    static void LongDivisor(long d, Func<long, long> quotient, Func<long, long> remainder)
    {
        for (int i = -40; i < 120; i++)
        {
            long x;
            unchecked
            {
                if (i < 0) x = (long)(d * (long)(i + 20) + (long)(i % 3));
                else if (i < 40) x = (long)(long.MaxValue - (long)i);
                else if (i < 80) x = (long)(long.MinValue + (long)(i - 40));
                else x = (long)(Next() >> (i % 64));
            }
            if (x == long.MinValue && d == -1) continue;
            long q = x / d, r = x % d;
            Note(quotient(x) == q, "long quotient by " + d, x);
            Note(remainder(x) == r, "long remainder by " + d, x);
            unchecked { sum = sum * 31 + (ulong)quotient(x) + (ulong)remainder(x) * 7; }
        }
    }

    static void LongAll()
    {
        LongDivisor((2L), LongQuotient0, LongRemainder0);
        for (long x = -3; x < 300; x += 7) Note(LongHalf0(x) == (x < 0 ? -1 : Run(x, (2L))), "long half 2", x);
        LongDivisor((3L), LongQuotient1, LongRemainder1);
        for (long x = -3; x < 300; x += 7) Note(LongHalf1(x) == (x < 0 ? -1 : Run(x, (3L))), "long half 3", x);
        LongDivisor((5L), LongQuotient2, LongRemainder2);
        for (long x = -3; x < 300; x += 7) Note(LongHalf2(x) == (x < 0 ? -1 : Run(x, (5L))), "long half 5", x);
        LongDivisor((6L), LongQuotient3, LongRemainder3);
        for (long x = -3; x < 300; x += 7) Note(LongHalf3(x) == (x < 0 ? -1 : Run(x, (6L))), "long half 6", x);
        LongDivisor((7L), LongQuotient4, LongRemainder4);
        for (long x = -3; x < 300; x += 7) Note(LongHalf4(x) == (x < 0 ? -1 : Run(x, (7L))), "long half 7", x);
        LongDivisor((9L), LongQuotient5, LongRemainder5);
        for (long x = -3; x < 300; x += 7) Note(LongHalf5(x) == (x < 0 ? -1 : Run(x, (9L))), "long half 9", x);
        LongDivisor((10L), LongQuotient6, LongRemainder6);
        for (long x = -3; x < 300; x += 7) Note(LongHalf6(x) == (x < 0 ? -1 : Run(x, (10L))), "long half 10", x);
        LongDivisor((12L), LongQuotient7, LongRemainder7);
        for (long x = -3; x < 300; x += 7) Note(LongHalf7(x) == (x < 0 ? -1 : Run(x, (12L))), "long half 12", x);
        LongDivisor((25L), LongQuotient8, LongRemainder8);
        for (long x = -3; x < 300; x += 7) Note(LongHalf8(x) == (x < 0 ? -1 : Run(x, (25L))), "long half 25", x);
        LongDivisor((60L), LongQuotient9, LongRemainder9);
        for (long x = -3; x < 300; x += 7) Note(LongHalf9(x) == (x < 0 ? -1 : Run(x, (60L))), "long half 60", x);
        LongDivisor((97L), LongQuotient10, LongRemainder10);
        for (long x = -3; x < 300; x += 7) Note(LongHalf10(x) == (x < 0 ? -1 : Run(x, (97L))), "long half 97", x);
        LongDivisor((100L), LongQuotient11, LongRemainder11);
        for (long x = -3; x < 300; x += 7) Note(LongHalf11(x) == (x < 0 ? -1 : Run(x, (100L))), "long half 100", x);
        LongDivisor((125L), LongQuotient12, LongRemainder12);
        for (long x = -3; x < 300; x += 7) Note(LongHalf12(x) == (x < 0 ? -1 : Run(x, (125L))), "long half 125", x);
        LongDivisor((128L), LongQuotient13, LongRemainder13);
        for (long x = -3; x < 300; x += 7) Note(LongHalf13(x) == (x < 0 ? -1 : Run(x, (128L))), "long half 128", x);
        LongDivisor((641L), LongQuotient14, LongRemainder14);
        for (long x = -3; x < 300; x += 7) Note(LongHalf14(x) == (x < 0 ? -1 : Run(x, (641L))), "long half 641", x);
        LongDivisor((1000L), LongQuotient15, LongRemainder15);
        for (long x = -3; x < 300; x += 7) Note(LongHalf15(x) == (x < 0 ? -1 : Run(x, (1000L))), "long half 1000", x);
        LongDivisor((10007L), LongQuotient16, LongRemainder16);
        for (long x = -3; x < 300; x += 7) Note(LongHalf16(x) == (x < 0 ? -1 : Run(x, (10007L))), "long half 10007", x);
        LongDivisor((65536L), LongQuotient17, LongRemainder17);
        for (long x = -3; x < 300; x += 7) Note(LongHalf17(x) == (x < 0 ? -1 : Run(x, (65536L))), "long half 65536", x);
        LongDivisor((1000000007L), LongQuotient18, LongRemainder18);
        for (long x = -3; x < 300; x += 7) Note(LongHalf18(x) == (x < 0 ? -1 : Run(x, (1000000007L))), "long half 1000000007", x);
        LongDivisor((4294967296L), LongQuotient19, LongRemainder19);
        for (long x = -3; x < 300; x += 7) Note(LongHalf19(x) == (x < 0 ? -1 : Run(x, (4294967296L))), "long half 4294967296", x);
        LongDivisor((4294967297L), LongQuotient20, LongRemainder20);
        for (long x = -3; x < 300; x += 7) Note(LongHalf20(x) == (x < 0 ? -1 : Run(x, (4294967297L))), "long half 4294967297", x);
        LongDivisor((6700417L), LongQuotient21, LongRemainder21);
        for (long x = -3; x < 300; x += 7) Note(LongHalf21(x) == (x < 0 ? -1 : Run(x, (6700417L))), "long half 6700417", x);
        LongDivisor((10000000000L), LongQuotient22, LongRemainder22);
        for (long x = -3; x < 300; x += 7) Note(LongHalf22(x) == (x < 0 ? -1 : Run(x, (10000000000L))), "long half 10000000000", x);
        LongDivisor((9007199254740993L), LongQuotient23, LongRemainder23);
        for (long x = -3; x < 300; x += 7) Note(LongHalf23(x) == (x < 0 ? -1 : Run(x, (9007199254740993L))), "long half 9007199254740993", x);
        LongDivisor((4611686018427387904L), LongQuotient24, LongRemainder24);
        for (long x = -3; x < 300; x += 7) Note(LongHalf24(x) == (x < 0 ? -1 : Run(x, (4611686018427387904L))), "long half 4611686018427387904", x);
        LongDivisor((4611686018427387905L), LongQuotient25, LongRemainder25);
        for (long x = -3; x < 300; x += 7) Note(LongHalf25(x) == (x < 0 ? -1 : Run(x, (4611686018427387905L))), "long half 4611686018427387905", x);
        LongDivisor((9223372036854775806L), LongQuotient26, LongRemainder26);
        for (long x = -3; x < 300; x += 7) Note(LongHalf26(x) == (x < 0 ? -1 : Run(x, (9223372036854775806L))), "long half 9223372036854775806", x);
        LongDivisor((9223372036854775807L), LongQuotient27, LongRemainder27);
        for (long x = -3; x < 300; x += 7) Note(LongHalf27(x) == (x < 0 ? -1 : Run(x, (9223372036854775807L))), "long half 9223372036854775807", x);
        LongDivisor((1L), LongQuotient28, LongRemainder28);
        for (long x = -3; x < 300; x += 7) Note(LongHalf28(x) == (x < 0 ? -1 : Run(x, (1L))), "long half 1", x);
        LongDivisor((-2L), LongQuotient29, LongRemainder29);
        LongDivisor((-3L), LongQuotient30, LongRemainder30);
        LongDivisor((-7L), LongQuotient31, LongRemainder31);
        LongDivisor((-10L), LongQuotient32, LongRemainder32);
        LongDivisor((-1024L), LongQuotient33, LongRemainder33);
        LongDivisor((-1000000007L), LongQuotient34, LongRemainder34);
        LongDivisor((-9223372036854775807L), LongQuotient35, LongRemainder35);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Run(long x, long d) { return x / d + x % d; }

    static ulong UlongQuotient0(ulong x) { return x / 1ul; }
    static ulong UlongRemainder0(ulong x) { return x % 1ul; }
    static ulong UlongQuotient1(ulong x) { return x / 2ul; }
    static ulong UlongRemainder1(ulong x) { return x % 2ul; }
    static ulong UlongQuotient2(ulong x) { return x / 3ul; }
    static ulong UlongRemainder2(ulong x) { return x % 3ul; }
    static ulong UlongQuotient3(ulong x) { return x / 5ul; }
    static ulong UlongRemainder3(ulong x) { return x % 5ul; }
    static ulong UlongQuotient4(ulong x) { return x / 6ul; }
    static ulong UlongRemainder4(ulong x) { return x % 6ul; }
    static ulong UlongQuotient5(ulong x) { return x / 7ul; }
    static ulong UlongRemainder5(ulong x) { return x % 7ul; }
    static ulong UlongQuotient6(ulong x) { return x / 9ul; }
    static ulong UlongRemainder6(ulong x) { return x % 9ul; }
    static ulong UlongQuotient7(ulong x) { return x / 10ul; }
    static ulong UlongRemainder7(ulong x) { return x % 10ul; }
    static ulong UlongQuotient8(ulong x) { return x / 11ul; }
    static ulong UlongRemainder8(ulong x) { return x % 11ul; }
    static ulong UlongQuotient9(ulong x) { return x / 12ul; }
    static ulong UlongRemainder9(ulong x) { return x % 12ul; }
    static ulong UlongQuotient10(ulong x) { return x / 14ul; }
    static ulong UlongRemainder10(ulong x) { return x % 14ul; }
    static ulong UlongQuotient11(ulong x) { return x / 19ul; }
    static ulong UlongRemainder11(ulong x) { return x % 19ul; }
    static ulong UlongQuotient12(ulong x) { return x / 25ul; }
    static ulong UlongRemainder12(ulong x) { return x % 25ul; }
    static ulong UlongQuotient13(ulong x) { return x / 28ul; }
    static ulong UlongRemainder13(ulong x) { return x % 28ul; }
    static ulong UlongQuotient14(ulong x) { return x / 60ul; }
    static ulong UlongRemainder14(ulong x) { return x % 60ul; }
    static ulong UlongQuotient15(ulong x) { return x / 97ul; }
    static ulong UlongRemainder15(ulong x) { return x % 97ul; }
    static ulong UlongQuotient16(ulong x) { return x / 100ul; }
    static ulong UlongRemainder16(ulong x) { return x % 100ul; }
    static ulong UlongQuotient17(ulong x) { return x / 127ul; }
    static ulong UlongRemainder17(ulong x) { return x % 127ul; }
    static ulong UlongQuotient18(ulong x) { return x / 641ul; }
    static ulong UlongRemainder18(ulong x) { return x % 641ul; }
    static ulong UlongQuotient19(ulong x) { return x / 1000ul; }
    static ulong UlongRemainder19(ulong x) { return x % 1000ul; }
    static ulong UlongQuotient20(ulong x) { return x / 1024ul; }
    static ulong UlongRemainder20(ulong x) { return x % 1024ul; }
    static ulong UlongQuotient21(ulong x) { return x / 10007ul; }
    static ulong UlongRemainder21(ulong x) { return x % 10007ul; }
    static ulong UlongQuotient22(ulong x) { return x / 65537ul; }
    static ulong UlongRemainder22(ulong x) { return x % 65537ul; }
    static ulong UlongQuotient23(ulong x) { return x / 1000000007ul; }
    static ulong UlongRemainder23(ulong x) { return x % 1000000007ul; }
    static ulong UlongQuotient24(ulong x) { return x / 4294967295ul; }
    static ulong UlongRemainder24(ulong x) { return x % 4294967295ul; }
    static ulong UlongQuotient25(ulong x) { return x / 4294967296ul; }
    static ulong UlongRemainder25(ulong x) { return x % 4294967296ul; }
    static ulong UlongQuotient26(ulong x) { return x / 4294967297ul; }
    static ulong UlongRemainder26(ulong x) { return x % 4294967297ul; }
    static ulong UlongQuotient27(ulong x) { return x / 6700417ul; }
    static ulong UlongRemainder27(ulong x) { return x % 6700417ul; }
    static ulong UlongQuotient28(ulong x) { return x / 274177ul; }
    static ulong UlongRemainder28(ulong x) { return x % 274177ul; }
    static ulong UlongQuotient29(ulong x) { return x / 10000000000ul; }
    static ulong UlongRemainder29(ulong x) { return x % 10000000000ul; }
    static ulong UlongQuotient30(ulong x) { return x / 9223372036854775807ul; }
    static ulong UlongRemainder30(ulong x) { return x % 9223372036854775807ul; }
    static ulong UlongQuotient31(ulong x) { return x / 9223372036854775808ul; }
    static ulong UlongRemainder31(ulong x) { return x % 9223372036854775808ul; }
    static ulong UlongQuotient32(ulong x) { return x / 9223372036854775809ul; }
    static ulong UlongRemainder32(ulong x) { return x % 9223372036854775809ul; }
    static ulong UlongQuotient33(ulong x) { return x / 18446744073709551614ul; }
    static ulong UlongRemainder33(ulong x) { return x % 18446744073709551614ul; }
    static ulong UlongQuotient34(ulong x) { return x / 18446744073709551615ul; }
    static ulong UlongRemainder34(ulong x) { return x % 18446744073709551615ul; }
    static void UlongDivisor(ulong d, Func<ulong, ulong> quotient, Func<ulong, ulong> remainder)
    {
        for (int i = -40; i < 120; i++)
        {
            ulong x;
            unchecked
            {
                if (i < 0) x = (ulong)(d * (ulong)(i + 20) + (ulong)(i % 3));
                else if (i < 40) x = (ulong)(ulong.MaxValue - (ulong)i);
                else if (i < 80) x = (ulong)(ulong.MinValue + (ulong)(i - 40));
                else x = (ulong)(Next() >> (i % 64));
            }
            ulong q = x / d, r = x % d;
            Note(quotient(x) == q, "ulong quotient by " + d, x);
            Note(remainder(x) == r, "ulong remainder by " + d, x);
            unchecked { sum = sum * 31 + (ulong)quotient(x) + (ulong)remainder(x) * 7; }
        }
    }

    static void UlongAll()
    {
        UlongDivisor(1ul, UlongQuotient0, UlongRemainder0);
        UlongDivisor(2ul, UlongQuotient1, UlongRemainder1);
        UlongDivisor(3ul, UlongQuotient2, UlongRemainder2);
        UlongDivisor(5ul, UlongQuotient3, UlongRemainder3);
        UlongDivisor(6ul, UlongQuotient4, UlongRemainder4);
        UlongDivisor(7ul, UlongQuotient5, UlongRemainder5);
        UlongDivisor(9ul, UlongQuotient6, UlongRemainder6);
        UlongDivisor(10ul, UlongQuotient7, UlongRemainder7);
        UlongDivisor(11ul, UlongQuotient8, UlongRemainder8);
        UlongDivisor(12ul, UlongQuotient9, UlongRemainder9);
        UlongDivisor(14ul, UlongQuotient10, UlongRemainder10);
        UlongDivisor(19ul, UlongQuotient11, UlongRemainder11);
        UlongDivisor(25ul, UlongQuotient12, UlongRemainder12);
        UlongDivisor(28ul, UlongQuotient13, UlongRemainder13);
        UlongDivisor(60ul, UlongQuotient14, UlongRemainder14);
        UlongDivisor(97ul, UlongQuotient15, UlongRemainder15);
        UlongDivisor(100ul, UlongQuotient16, UlongRemainder16);
        UlongDivisor(127ul, UlongQuotient17, UlongRemainder17);
        UlongDivisor(641ul, UlongQuotient18, UlongRemainder18);
        UlongDivisor(1000ul, UlongQuotient19, UlongRemainder19);
        UlongDivisor(1024ul, UlongQuotient20, UlongRemainder20);
        UlongDivisor(10007ul, UlongQuotient21, UlongRemainder21);
        UlongDivisor(65537ul, UlongQuotient22, UlongRemainder22);
        UlongDivisor(1000000007ul, UlongQuotient23, UlongRemainder23);
        UlongDivisor(4294967295ul, UlongQuotient24, UlongRemainder24);
        UlongDivisor(4294967296ul, UlongQuotient25, UlongRemainder25);
        UlongDivisor(4294967297ul, UlongQuotient26, UlongRemainder26);
        UlongDivisor(6700417ul, UlongQuotient27, UlongRemainder27);
        UlongDivisor(274177ul, UlongQuotient28, UlongRemainder28);
        UlongDivisor(10000000000ul, UlongQuotient29, UlongRemainder29);
        UlongDivisor(9223372036854775807ul, UlongQuotient30, UlongRemainder30);
        UlongDivisor(9223372036854775808ul, UlongQuotient31, UlongRemainder31);
        UlongDivisor(9223372036854775809ul, UlongQuotient32, UlongRemainder32);
        UlongDivisor(18446744073709551614ul, UlongQuotient33, UlongRemainder33);
        UlongDivisor(18446744073709551615ul, UlongQuotient34, UlongRemainder34);
    }

    static string Try(Func<int, int> f, int x)
    {
        try { return f(x).ToString(); }
        catch (ArithmeticException e) { return e.GetType().Name; }
    }

    static int ByMinusOne(int x) { return x / -1; }
    static int ModMinusOne(int x) { return x % -1; }
    static readonly int zero = int.Parse("0");
    static int ByZero(int x) { return x / zero; }

    static int Main()
    {
        for (int round = 0; round < 4; round++)
        {
            IntAll();
            UintAll();
            LongAll();
            UlongAll();
        }
        for (int i = 0; i < 40; i++) { Try(ByMinusOne, i); Try(ModMinusOne, i); }
        Console.WriteLine(Try(ByMinusOne, int.MinValue) + " " + Try(ByMinusOne, 5) + " " + Try(ModMinusOne, int.MinValue) + " " + Try(ByZero, 3));
        Console.WriteLine("mistakes: " + mistakes + ", sum " + sum);
        return mistakes;
    }
}
