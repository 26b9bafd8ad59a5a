/** How to connect ZaloPay. */
export const zalopayGuide = {
  en: `1. Register your business at **mc.zalopay.vn** and open your app. Copy **App ID**, **Key 1** and **Key 2** into the form. To try it without money, use the keys of ZaloPay's sandbox and the address \`https://sb-openapi.zalopay.vn\`.
2. Save, and press **Check the credentials**. It checks App ID and Key 1.
3. If your app has a field for the **callback URL**, enter \`{{webhookUrl}}\`. Each order names this address too.
4. In a flow, add the step **Payment**, choose this connection and the currency \`VND\`.

The address must be reachable from the internet by HTTPS. A report that does not arrive is asked for after 3 and 15 minutes and at the end.`,
  vi: `1. Đăng ký doanh nghiệp tại **mc.zalopay.vn** và mở ứng dụng của bạn. Sao chép **App ID**, **Key 1** và **Key 2** vào biểu mẫu. Để thử mà không mất tiền, dùng bộ khóa sandbox của ZaloPay và địa chỉ \`https://sb-openapi.zalopay.vn\`.
2. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**. Bước này kiểm tra App ID và Key 1.
3. Nếu ứng dụng có ô **callback URL**, nhập \`{{webhookUrl}}\`. Mỗi đơn hàng cũng ghi địa chỉ này.
4. Trong kịch bản, thêm bước **Thanh toán**, chọn kết nối này và tiền tệ \`VND\`.

Địa chỉ phải truy cập được từ internet bằng HTTPS. Nếu thông báo không tới, bot tự hỏi lại sau 3 phút, 15 phút và khi hết hạn.`,
  bn: `1. **mc.zalopay.vn**-এ আপনার ব্যবসা নিবন্ধন করে অ্যাপ খুলুন। **App ID**, **Key 1** ও **Key 2** কপি করে ফর্মে দিন। টাকা ছাড়া পরখ করতে ZaloPay sandbox-এর কী ও \`https://sb-openapi.zalopay.vn\` ঠিকানা ব্যবহার করুন।
2. সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন। এতে App ID ও Key 1 যাচাই হয়।
3. আপনার অ্যাপে **callback URL** ঘর থাকলে \`{{webhookUrl}}\` লিখুন। প্রতিটি অর্ডারেও এই ঠিকানা থাকে।
4. ফ্লোতে **পেমেন্ট** ধাপ যোগ করে এই সংযোগ ও মুদ্রা \`VND\` বেছে নিন।

ঠিকানাটি ইন্টারনেট থেকে HTTPS দিয়ে পৌঁছানো যেতে হবে। খবর না এলে ৩ ও ১৫ মিনিট পর এবং শেষে জিজ্ঞেস করা হয়।`,
};
